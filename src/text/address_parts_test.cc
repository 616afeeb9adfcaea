#include "text/address_parts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <map>

#include "ordinary_names.h"

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
      fmt::print(stderr, "{:14} {:3} of {:3}  {:.2f}\n", name, count.right, count.all,
                 count.share());
    }
  }
  fmt::print(stderr, "{}", measure.wrong);
}

}  // namespace
}  // namespace chokepoint::text
