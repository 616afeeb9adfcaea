#include "text/address_likeness.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "text/address_part_words.h"
#include "text/data_table.h"
#include "text/edit_distance.h"

namespace chokepoint::text {
namespace {

enum class Agreement : std::uint8_t { same, none_states, one_states, slip, differ };

// What is left of the likeness when a part agrees so.
struct Share {
  const char* part;
  double one_states, slip, differ;
};
constexpr Share kPostcode{"postcode", 0.95, 0.8, 0.3};
constexpr Share kCity{"city", 0.9, 0.9, 0.2};
constexpr Share kRegion{"region", 0.95, 0.9, 0.3};
constexpr Share kStreet{"street", 0.5, 0.85, 0.1};
constexpr Share kNumber{"house number", 0.6, 0.2, 0.2};
constexpr Share kBuilding{"building", 0.9, 0.8, 0.5};
constexpr Share kBox{"post box", 0.5, 0.1, 0.1};
constexpr Share kDistrict{"district", 0.95, 0.95, 0.7};
constexpr Share kUnit{"unit", 0.9, 0.7, 0.7};
constexpr Share kFloor{"floor", 0.95, 0.8, 0.8};
constexpr Share kEntrance{"entrance", 0.95, 0.8, 0.8};

constexpr std::size_t kLongestCompared = 64;  // bytes; the cost grows with the square

Agreement compare_texts(const std::string& first, const std::string& second) {
  if (first == second) return first.empty() ? Agreement::none_states : Agreement::same;
  if (first.empty() || second.empty()) return Agreement::one_states;
  const std::size_t longer = std::max(first.size(), second.size());
  if (longer > kLongestCompared || longer < 5) return Agreement::differ;
  const int most = longer < 9 ? 1 : 2;
  return edit_distance_slowly(first, second) <= most ? Agreement::slip : Agreement::differ;
}

std::string words_of(const std::string& part, const std::string& country) {
  PartWords words;
  words.add(part, country);
  return words.text();
}

// One word of at least five letters is misspelt, or two are written as one; "n" and "s", "5" and
// "6" are no slip.
bool is_slip(const std::string& first, const std::string& second) {
  const std::vector<std::string> a = split_words(first), b = split_words(second);
  if (a.size() != b.size()) {
    std::string joined = first, other = second;
    std::erase(joined, ' ');
    std::erase(other, ' ');
    return joined == other;
  }
  int slips = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    const bool has_digit = (a[i] + b[i]).find_first_of("0123456789") != std::string::npos;
    if (has_digit || std::min(a[i].size(), b[i].size()) < 5) return false;
    ++slips;
  }
  return slips == 1;
}

Agreement compare_words(const std::string& first, const std::string& second,
                        const std::string& country) {
  const std::string a = words_of(first, country), b = words_of(second, country);
  const Agreement agreement = compare_texts(a, b);
  return agreement == Agreement::slip && !is_slip(a, b) ? Agreement::differ : agreement;
}

Agreement compare_values(const std::string& first, const std::string& second) {
  std::string a, b;
  append_value(first, a);
  append_value(second, b);
  const Agreement agreement = compare_texts(a, b);
  return agreement == Agreement::slip ? Agreement::differ : agreement;
}

// A postcode of one wrong figure or two swapped ones is a slip.
Agreement compare_postcodes(const std::string& first, const std::string& second) {
  std::string a, b;
  append_value(first, a);
  append_value(second, b);
  const Agreement agreement = compare_texts(a, b);
  const bool slip = agreement == Agreement::slip && edit_distance_slowly(a, b) == 1;
  return agreement == Agreement::slip && !slip ? Agreement::differ : agreement;
}

struct Judge {
  AddressLikeness result{1, ""};

  void weigh(const Share& share, Agreement agreement) {
    switch (agreement) {
      case Agreement::same:
      case Agreement::none_states: return;
      case Agreement::one_states:
        return take(share.one_states, std::string(share.part) + " stated once");
      case Agreement::slip: return take(share.slip, std::string("slip in the ") + share.part);
      case Agreement::differ: return take(share.differ, std::string("other ") + share.part);
    }
  }
  void take(double share, const std::string& why) {
    result.likeness *= share;
    if (!result.reason.empty()) result.reason += "; ";
    result.reason += why;
  }
};

}  // namespace

AddressLikeness compare_addresses(const AddressParts& first, const AddressParts& second) {
  if (!first.country.empty() && !second.country.empty() && first.country != second.country)
    return {0, "other country"};
  const std::string& country = first.country.empty() ? second.country : first.country;
  const bool has_line = !first.street.empty() || !first.box.empty() || !first.building.empty();
  const bool other_has_line =
      !second.street.empty() || !second.box.empty() || !second.building.empty();
  if (!has_line || !other_has_line) return {0, "no street, building or box"};
  Judge judge;
  const Agreement code = compare_postcodes(first.postcode, second.postcode);
  judge.weigh(kPostcode, code);
  // Towns below one postcode have several names.
  if (code != Agreement::same) {
    judge.weigh(kCity, compare_words(first.city, second.city, country));
    judge.weigh(kRegion, compare_words(first.region, second.region, country));
  }
  judge.weigh(kStreet, compare_words(first.street, second.street, country));
  judge.weigh(kNumber, compare_values(first.house_number, second.house_number));
  judge.weigh(kBox, compare_values(first.box, second.box));
  judge.weigh(kBuilding, compare_words(first.building, second.building, country));
  judge.weigh(kDistrict, compare_words(first.district, second.district, country));
  judge.weigh(kUnit, compare_values(first.unit, second.unit));
  judge.weigh(kFloor, compare_values(first.floor, second.floor));
  judge.weigh(kEntrance, compare_values(first.entrance, second.entrance));
  if (judge.result.reason.empty()) judge.result.reason = "one door";
  return judge.result;
}

double address_likeness(const AddressParts& first, const AddressParts& second) {
  return compare_addresses(first, second).likeness;
}

}  // namespace chokepoint::text
