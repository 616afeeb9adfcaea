#include "text/address_parts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <map>

#include "ordinary_names.h"
#include "text/address_key.h"
#include "text/address_likeness.h"

namespace chokepoint::text {
namespace {

using Parts = std::map<std::string, std::string>;

Parts read_parts(std::string_view text) {
  Parts parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    parts[std::string(part.substr(0, equals))] = std::string(part.substr(equals + 1));
  }
  return parts;
}

// "street | city | postcode | region", or all in the street.
AddressFields read_fields(std::string_view written, std::string_view country) {
  std::array<std::string_view, 4> fields;
  for (std::string_view& field : fields) {
    const std::size_t bar = std::min(written.find('|'), written.size());
    field = written.substr(0, bar);
    written.remove_prefix(std::min(bar + 1, written.size()));
  }
  return {fields[0], fields[1], fields[2], fields[3], country};
}

struct Count {
  int right = 0, all = 0;
  double share() const { return all == 0 ? 1 : static_cast<double>(right) / all; }
};

struct Measure {
  std::map<std::string, Count> sets, forms, parts;
  std::string wrong;

  void add(const std::vector<std::string>& row) {
    const Parts expected = read_parts(row[4]);
    Parts found = read_parts(parse_address(read_fields(row[2], row[3])).text());
    if (!row[3].empty()) found.erase("country");
    const bool right = found == expected;
    if (!right) {
      wrong += fmt::format("{} {} {}\n", row[0], row[1], row[2]);
      Parts both = expected;
      both.insert(found.begin(), found.end());
      for (const auto& [part, value] : both) count_part(part, expected, found);
    } else {
      for (const auto& [part, value] : expected) {
        ++parts[part].all;
        ++parts[part].right;
      }
    }
    for (Count* count : {&sets[row[0]], &forms[row[1]]}) {
      ++count->all;
      count->right += right;
    }
  }
  void count_part(const std::string& part, const Parts& expected, const Parts& found) {
    const auto value = [&](const Parts& of) {
      const auto at = of.find(part);
      return at == of.end() ? std::string() : at->second;
    };
    ++parts[part].all;
    if (value(expected) == value(found)) {
      ++parts[part].right;
    } else {
      wrong += fmt::format("    {}: {} is not {}\n", part, value(found), value(expected));
    }
  }
};

// A part is right when it is what the table says; a part found that is not there counts as wrong.
TEST(AddressPartsTest, OfManyFormsAreFound) {
  Measure measure;
  for (const auto& row : testing::read_test_table(std::filesystem::path(CHOKEPOINT_SOURCE_DIR) /
                                                  "test/addresses/forms.tsv")) {
    ASSERT_EQ(row.size(), 5u) << row[0];
    measure.add(row);
  }
  for (const auto* counts : {&measure.sets, &measure.forms, &measure.parts}) {
    for (const auto& [name, count] : *counts) {
      RecordProperty(name, fmt::format("{} of {}", count.right, count.all));
      fmt::print("{:14} {:3} of {:3}  {:.2f}\n", name, count.right, count.all, count.share());
    }
  }
  EXPECT_GE(measure.sets["tuned"].share(), 0.98) << measure.wrong;
  EXPECT_GE(measure.sets["fresh"].share(), 0.9) << measure.wrong;
  for (const auto& [form, count] : measure.forms)
    EXPECT_GE(count.share(), 0.9) << form << '\n' << measure.wrong;
  for (const auto& [part, count] : measure.parts)
    EXPECT_GE(count.share(), 0.95) << part << '\n' << measure.wrong;
}

TEST(AddressPartsTest, FieldsHaveTheLastWord) {
  const AddressParts parts =
      parse_address({"12 Main St, Springfield, IL", "Salem", "97301", "OR", "US"});
  EXPECT_EQ(parts.city, "salem");
  EXPECT_EQ(parts.postcode, "97301");
  EXPECT_EQ(parts.region, "oregon");
  EXPECT_EQ(parts.street, "main st");
  EXPECT_EQ(parse_address({"", "", "", "", "us"}).text(), "country=US");
  EXPECT_EQ(parse_address({}).text(), "");
}

TEST(AddressPartsTest, LinesAreSegments) {
  EXPECT_EQ(parse_address({"12 Main St\nSalem, OR 97301\r\nUSA", "", "", "", ""}).text(),
            parse_address({"12 Main St, Salem, OR 97301, USA", "", "", "", ""}).text());
}

// Nothing that is written vanishes behind a limit, and nothing grows beyond what is written.
TEST(AddressPartsTest, BearsLongAndBrokenLines) {
  std::string long_line, controls;
  for (int i = 0; long_line.size() < 10000; ++i) long_line += fmt::format("{} Main St, ", i);
  for (int i = 0; i < 3000; ++i) controls += static_cast<char>(i % 32);
  for (const char* country : {"", "US", "CN", "MX", "DE"}) {
    const AddressParts parts = parse_address({long_line, "", "", "", country});
    EXPECT_LE(parts.text().size(), long_line.size() + 1000) << country;
    EXPECT_NE(address_key(long_line, "Salem", "", "", "US").place_key,
              address_key(long_line + "x", "Salem", "", "", "US").place_key);
    EXPECT_LE(parse_address({controls, controls, controls, controls, country}).text().size(), 20u);
    EXPECT_LE(parse_address({std::string(10000, ','), "", "", "", country}).text().size(), 20u);
  }
  std::string han;
  for (int i = 0; i < 4000; ++i) han += "路1号";
  EXPECT_LE(parse_address({han, "", "", "", "CN"}).text().size(), han.size() + 100);
}

// Every figure tells doors apart, but those of a CEDEX and the last four of a postcode of the US.
TEST(AddressPartsTest, AnotherFigureIsAnotherDoor) {
  for (const auto& row : testing::read_test_table(std::filesystem::path(CHOKEPOINT_SOURCE_DIR) /
                                                  "test/addresses/forms.tsv")) {
    const AddressKey key = address_key(parse_address(read_fields(row[2], row[3])));
    if (key.place_key == 0) continue;
    const std::size_t cedex = row[2].find("Cedex"), end_of_code = row[2].find("97201-");
    for (std::size_t i = 0; i < std::min({row[2].size(), cedex, end_of_code}); ++i) {
      if (row[2][i] < '0' || row[2][i] > '9') continue;
      std::string other = row[2];
      other[i] = other[i] == '9' ? '8' : static_cast<char>(other[i] + 1);
      EXPECT_NE(address_key(parse_address(read_fields(other, row[3]))).place_key, key.place_key)
          << row[2] << '\n'
          << other;
    }
  }
}

TEST(AddressPartsTest, PairsAreOneDoorOrNot) {
  for (const auto& row : testing::read_test_table(std::filesystem::path(CHOKEPOINT_SOURCE_DIR) /
                                                  "test/addresses/pairs.tsv")) {
    ASSERT_EQ(row.size(), 4u) << row[0];
    const AddressParts first = parse_address(read_fields(row[2], row[1])),
                       second = parse_address(read_fields(row[3], row[1]));
    const AddressKey a = address_key(first), b = address_key(second);
    const std::string said = row[2] + "\n" + first.text() + '\n' + row[3] + "\n" + second.text();
    ASSERT_NE(a.place_key, 0u) << said;
    ASSERT_NE(b.place_key, 0u) << said;
    EXPECT_EQ(a.place_key == b.place_key, row[0] == "one") << said;
    EXPECT_EQ(a.building_key == b.building_key, row[0] != "other") << said;
    const double likeness = address_likeness(first, second);
    EXPECT_EQ(likeness, address_likeness(second, first));
    const double least = row[0] == "one" ? 0.9 : row[0] == "building" ? 0.6 : 0;
    EXPECT_GE(likeness, least) << said;
    EXPECT_LE(likeness, row[0] == "other" ? 0.8 : 1) << said;
  }
}

}  // namespace
}  // namespace chokepoint::text
