#include "ingest/mapping.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

#include "base/data_files.h"

namespace chokepoint::ingest {
namespace {

std::string problem_of(std::string_view toml) {
  const auto mapping = parse_mapping(toml, "m.toml", false);
  return mapping ? "none" : mapping.error().message;
}

TEST(MappingTest, EveryWayToFillAField) {
  const auto mapping = parse_mapping(R"(
kind = "consignments"
[file]
delimiter = "^"
[columns]
item_id = "Number"
posted_at = { column = "Day", format = "%d.%m.%Y", offset_days = -1 }
consignee_name = { columns = ["First", "Last"] }
net_mass_kg = { columns = ["Pounds", "Ounces"], units = ["lb", "oz"] }
item_category = { column = "Kind", values = { "S" = "sale" }, constant = "other" }
carrier = ["Carrier", "Courier"]
entry_type = { constant = "postal" }
)",
                                     "m.toml", false);
  ASSERT_TRUE(mapping.has_value()) << mapping.error().message;
  EXPECT_EQ(mapping->delimiter, '^');
  const std::vector<std::string> columns = {"NUMBER", "Day",    "First", "Last",
                                            "Pounds", "ounces", "Kind",  "courier"};
  const auto names = field_names("consignments");
  const auto bound = bind_columns(*mapping, columns, names);
  ASSERT_TRUE(bound.has_value()) << bound.error().message;
  ASSERT_EQ(bound->size(), 7u);
  for (const BoundField& each : *bound) {
    const std::string_view field = names[each.field];
    if (field == "item_id") {
      EXPECT_EQ(each.columns, std::vector<std::size_t>{0});
    }
    if (field == "consignee_name") {
      EXPECT_EQ(each.columns, (std::vector<std::size_t>{2, 3}));
    }
    if (field == "carrier") {
      EXPECT_EQ(each.columns, std::vector<std::size_t>{7});
    }
    if (field == "entry_type") {
      EXPECT_TRUE(each.columns.empty());
    }
    if (field == "net_mass_kg") {
      EXPECT_EQ(each.source->unit_scales.size(), 2u);
    }
  }
}

TEST(MappingTest, TheExampleOfTheReferenceIsRight) {
  std::ifstream file(CHOKEPOINT_SOURCE_DIR "/docs/reference/formats.md");
  const std::string page(std::istreambuf_iterator<char>(file), {});
  const std::size_t begin = page.find("```toml\n");
  ASSERT_NE(begin, std::string::npos);
  const std::size_t first = begin + 8;
  const std::string example = page.substr(first, page.find("```", first) - first);
  const auto mapping = parse_mapping(example, "example", false);
  ASSERT_TRUE(mapping.has_value()) << mapping.error().message;
  EXPECT_EQ(mapping->fields.size(), 10u);
  const std::vector<std::string> columns = {"Number", "Day",    "Worth", "First",   "Last",
                                            "Pounds", "Ounces", "Kind",  "Courier", "Goods"};
  EXPECT_TRUE(bind_columns(*mapping, columns, field_names("consignments")).has_value());
}

TEST(MappingTest, AnAbsentColumnIsNamedWithThoseThereAre) {
  const auto mapping =
      parse_mapping("kind = \"items\"\n[columns]\nitem_id = \"No such\"\n", "m.toml", false);
  ASSERT_TRUE(mapping.has_value()) << mapping.error().message;
  const std::vector<std::string> columns = {"Id", "Text"};
  const auto bound = bind_columns(*mapping, columns, field_names("items"));
  ASSERT_FALSE(bound.has_value());
  EXPECT_EQ(bound.error().code, ErrorCode::format);
  for (const char* part : {"m.toml", "item_id", "No such", "Id, Text"}) {
    EXPECT_NE(bound.error().message.find(part), std::string::npos) << bound.error().message;
  }
}

TEST(MappingTest, MistakesAreNamed) {
  EXPECT_NE(problem_of("kind = \"parcels\"").find("none of consignments"), std::string::npos);
  EXPECT_NE(problem_of("kind = \"items\"\n[columns]\ncolour = \"x\"").find("colour is not a field"),
            std::string::npos);
  EXPECT_NE(problem_of("kind = \"items\"\n[columns]\nitem_id = 7").find("line 3"),
            std::string::npos);
  EXPECT_NE(problem_of("kind = \"items\"\n[columns]\nitem_id = {}").find("names no column"),
            std::string::npos);
  EXPECT_NE(problem_of("kind = \"items\"\n[columns]\nitem_id = {colum = \"x\"}")
                .find("colum is not known"),
            std::string::npos);
  EXPECT_NE(
      problem_of("kind = \"items\"\n[columns]\nvalue = {column = \"x\", units = [\"kg\", \"g\"]}")
          .find("one unit"),
      std::string::npos);
  EXPECT_NE(problem_of("kind = \"items\"\n[columns]\nvalue = {column = \"x\", format = \"%Q\"}")
                .find("date format"),
            std::string::npos);
  EXPECT_NE(problem_of("kind = ").find("line 1"), std::string::npos);
  const auto absent = load_mapping("no_such_mapping");
  ASSERT_FALSE(absent.has_value());
  EXPECT_EQ(absent.error().code, ErrorCode::not_found);
  EXPECT_NE(absent.error().message.find("customs_declarations"), std::string::npos);
}

TEST(MappingTest, EveryShippedFileIsRight) {
  std::size_t presets = 0;
  for (const char* kind : {"consignments", "items", "payments", "listings", "licences",
                           "notifications", "outcomes", "list", "party_decisions"}) {
    const auto loaded = load_presets(kind);
    ASSERT_TRUE(loaded.has_value()) << loaded.error().message;
    EXPECT_FALSE(loaded->empty()) << kind;
    presets += loaded->size();
    for (const Mapping& preset : *loaded) {
      // Two spellings of two fields must not be one, or a column would be read twice.
      std::map<std::string, std::string> taken;
      for (const FieldMapping& field : preset.fields) {
        for (const FieldSource& source : field.alternatives) {
          if (source.columns.size() != 1) continue;
          const auto [at, added] = taken.emplace(fold_column(source.columns[0]), field.field);
          const bool own_id = field.field == "house_id" || at->second == "house_id";
          EXPECT_TRUE(added || at->second == field.field || own_id)
              << preset.name << ": " << source.columns[0] << " is both " << at->second << " and "
              << field.field;
        }
      }
    }
  }
  std::size_t files = 0;
  for (const std::string& file : base::list_data_files("presets/"))
    files += file.ends_with(".toml") ? 1 : 0;
  EXPECT_EQ(presets, files);
  EXPECT_TRUE(load_mapping("customs_declarations").has_value());
  EXPECT_TRUE(load_mapping("customs_outcomes").has_value());
}

std::string recognised(std::string_view kind, const std::vector<std::string>& columns) {
  const auto presets = load_presets(kind);
  if (!presets) return presets.error().message;
  const auto preset = recognise(*presets, columns, field_names(kind));
  return preset ? (*preset)->name : preset.error().message;
}

TEST(MappingTest, PresetsAreRecognised) {
  EXPECT_EQ(recognised("consignments",
                       {"Item_ID", "posted at", "sku", "weight", "hsCode", "originCountry"}),
            "parcel");
  EXPECT_EQ(
      recognised("consignments", {"master_id", "house_id", "eta", "shipper_name", "port_load"}),
      "house_manifest");
  EXPECT_EQ(recognised("payments", {"booked_at", "amount", "debtor name"}), "payments");
  EXPECT_NE(recognised("payments", {"when", "sum"}).find("payments, lacks booked_at, amount"),
            std::string::npos);
}

}  // namespace
}  // namespace chokepoint::ingest
