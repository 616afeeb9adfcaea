#include "text/address_key.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/hash.h"
#include "text/address_words.h"
#include "text/han.h"
#include "text/name_words.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

using Kind = AddressWordKind;

// Parts of one address that hold the same words are not the same.
enum Seed : std::uint64_t {
  kPostcode = 1,
  kTown,
  kRegion,
  kNumber,
  kBuilding,
  kBox,
  kDistrict,
  kCounty,
  kUnit,
  kFloor,
  kEntrance,
  kOrder
};

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The letters and digits; "05" is 5, and two runs of digits stay two ("1-12" is not "11-2").
std::uint64_t hash_value(std::string_view text, std::uint64_t seed) {
  std::array<char, 64> kept;
  std::size_t size = 0;
  bool parted = false;
  for (const char c : text) {
    if (size + 2 > kept.size()) return base::hash_bytes(text, seed);
    if (!is_letter_or_digit(c)) {
      parted = size > 0;
      continue;
    }
    if (parted && is_digit(c) && is_digit(kept[size - 1])) kept[size++] = '-';
    parted = false;
    const bool number_starts = size == 0 || !is_digit(kept[size - 1]);
    if (is_digit(c) && !number_starts && kept[size - 1] == '0' &&
        (size == 1 || !is_digit(kept[size - 2])))
      --size;
    kept[size++] = c;
  }
  return base::hash_bytes({kept.data(), size}, seed);
}

// "5th" counts as 5.
std::string_view without_ordinal_ending(std::string_view word) {
  const std::size_t digits =
      static_cast<std::size_t>(std::ranges::find_if_not(word, is_digit) - word.begin());
  if (digits == 0) return word;
  const std::string_view ending = word.substr(digits);
  const bool counts = ending == "st" || ending == "nd" || ending == "rd" || ending == "th";
  return counts ? word.substr(0, digits) : word;
}

struct Hashes {
  std::vector<std::uint64_t> building, unit, words;
};

Hashes& hashes_room() {
  static thread_local Hashes instance;
  return instance;
}

// The words of one part, in one spelling each; their order counts only where numbers stand among
// them ("lane 60, alley 7" is not "lane 7, alley 60").
class PartWords {
 public:
  PartWords(std::string_view country, std::vector<std::uint64_t>& words)
      : country_(country),
        chinese_(country == "CN" || country == "TW" || country == "HK" || country == "MO"),
        words_(words) {
    words_.clear();
  }

  void add(std::string_view part) {
    for (std::size_t from = 0; from < part.size();) {
      const std::size_t to = std::min(part.find(' ', from), part.size());
      if (to > from) add_word(part.substr(from, to - from));
      from = to + 1;
    }
  }

  // Adds what the words come to, each hashed with `seed`.
  void put(std::uint64_t seed, std::vector<std::uint64_t>& hashes) const {
    if (numbers_ < 2) {
      for (const std::uint64_t word : words_) hashes.push_back(base::mix(seed, word));
      return;
    }
    std::uint64_t all = base::mix(seed, kOrder);
    for (const std::uint64_t word : words_) all = base::mix(all, word);
    hashes.push_back(all);
    hashes.push_back(base::mix(seed, words_.size()));
  }

 private:
  void add_word(std::string_view word) {
    if (static_cast<unsigned char>(word[0]) >= 0xE2 || (!is_ascii(word) && has_han(word)))
      return add_han(word);
    const AddressWord& meaning = *find_address_word(word, country_).word;
    switch (meaning.kind) {
      case Kind::drop: return;
      case Kind::type:
      case Kind::direction:
      case Kind::name:
      case Kind::building: return add_hash(meaning.canonical);
      default: return add_plain(word);
    }
  }

  void add_hash(std::string_view word) { words_.push_back(base::hash_bytes(word)); }

  void add_plain(std::string_view word) {
    std::array<std::uint8_t, 8> ends{};
    if (const std::size_t count = chinese_ ? cut_pinyin(word, ends) : 0; count > 0) {
      for (std::size_t i = 0, from = 0; i < count; from = ends[i++])
        add_hash(word.substr(from, ends[i] - from));
      return;
    }
    if (!std::ranges::any_of(word, is_digit)) return add_hash(word);
    ++numbers_;
    words_.push_back(hash_value(without_ordinal_ending(word), 0));
  }

  // Characters as their syllables, so that they agree with Pinyin; types as the words of Latin
  // documents.
  void add_han(std::string_view word) {
    const std::size_t longest = longest_han_address_word() * 3;
    std::size_t from = 0, at = 0;
    while (at < word.size()) {
      std::size_t taken = 0;
      for (std::size_t size = std::min(longest, word.size() - at); size >= 3 && taken == 0;
           size -= 3) {
        const AddressWord& meaning = *find_address_word(word.substr(at, size), country_).word;
        if (meaning.kind != Kind::type && meaning.kind != Kind::name) continue;
        add_syllables(word.substr(from, at - from));
        add_hash(meaning.canonical);
        taken = size;
      }
      if (taken > 0) {
        from = at += taken;
      } else {
        next_code_point(word, at);
      }
    }
    add_syllables(word.substr(from));
  }

  void add_syllables(std::string_view text) {
    std::u32string run;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t start = at;
      const char32_t point = next_code_point(text, at);
      if (is_han(point)) {
        run.push_back(point);
        continue;
      }
      flush(run);
      std::size_t end = at;
      while (point < 0x80 && end < text.size() && static_cast<unsigned char>(text[end]) < 0x80)
        ++end;
      at = end;
      add_plain(text.substr(start, end - start));
    }
    flush(run);
  }
  void flush(std::u32string& run) {
    if (run.empty()) return;
    for (const std::string& syllable : pinyin_syllables(run, HanUse::words)) add_hash(syllable);
    run.clear();
  }

  std::string_view country_;
  bool chinese_;
  std::vector<std::uint64_t>& words_;
  int numbers_ = 0;
};

// At least three letters or digits, not all the same; else 0.
std::uint64_t postcode_hash(std::string_view postcode) {
  std::size_t size = 0;
  bool differ = false;
  char first = 0;
  std::array<char, 32> kept;
  for (const char c : postcode) {
    if (!is_letter_or_digit(c)) continue;
    if (size == kept.size()) return base::hash_bytes(postcode, kPostcode);
    if (size == 0) first = c;
    differ = differ || c != first;
    kept[size++] = c;
  }
  return size < 3 || !differ ? 0 : base::hash_bytes({kept.data(), size}, kPostcode);
}

std::uint64_t town_hash(std::string_view town, Seed seed) {
  return town.empty() || is_placeholder_name(town) ? 0 : hash_value(town, seed);
}

std::uint64_t combine(std::uint64_t seed, std::vector<std::uint64_t>& hashes) {
  std::ranges::sort(hashes);
  for (const std::uint64_t hash : hashes) seed = base::mix(seed, hash);
  return seed == 0 ? 1 : seed;
}

// What tells one town from another; 0 when nothing does.
std::uint64_t place_of_town(const AddressParts& parts) {
  if (const std::uint64_t code = postcode_hash(parts.postcode)) {
    // Without a street the line may hide one in the city's name.
    return parts.street.empty() && parts.box.empty() ? base::mix(code, town_hash(parts.city, kTown))
                                                     : code;
  }
  std::uint64_t town = town_hash(parts.city, kTown);
  if (town == 0) town = town_hash(parts.region, kRegion);
  // "Central, Hong Kong": the country is the town.
  if (town == 0 && (parts.country == "HK" || parts.country == "MO" || parts.country == "SG"))
    town = town_hash(parts.country, kTown);
  if (town == 0 || parts.county.empty()) return town;
  return base::mix(town, town_hash(parts.county, kCounty));
}

void add_building(const AddressParts& parts, Hashes& hashes) {
  hashes.building.clear();
  const auto add = [&](std::string_view part, std::uint64_t seed) {
    if (part.empty()) return;
    PartWords words(parts.country, hashes.words);
    words.add(part);
    words.put(seed, hashes.building);
  };
  add(parts.street, 0);
  add(parts.building, kBuilding);
  add(parts.district, kDistrict);
  if (!parts.house_number.empty())
    hashes.building.push_back(hash_value(parts.house_number, kNumber));
  if (!parts.box.empty()) {
    hashes.building.push_back(hash_value(parts.box, kBox));
    hashes.building.push_back(kBox);
  }
}

void add_unit(const AddressParts& parts, Hashes& hashes) {
  hashes.unit.clear();
  if (!parts.unit.empty()) {
    hashes.unit.push_back(
        base::mix(hash_value(parts.unit, kUnit), base::hash_bytes(parts.unit_word)));
  }
  if (!parts.floor.empty()) hashes.unit.push_back(hash_value(parts.floor, kFloor));
  if (!parts.entrance.empty()) hashes.unit.push_back(hash_value(parts.entrance, kEntrance));
}

}  // namespace

AddressKey address_key(const AddressParts& parts) {
  AddressKey result;
  if (parts.country.size() != 2 || is_placeholder_name(parts.street)) return result;
  const bool has_line = !parts.street.empty() || !parts.box.empty() || !parts.building.empty() ||
                        (!parts.house_number.empty() && !parts.district.empty());
  const std::uint64_t town = has_line ? place_of_town(parts) : 0;
  if (town == 0) return result;
  Hashes& hashes = hashes_room();
  add_building(parts, hashes);
  // One bare word ("Main", "12") is no address.
  if (hashes.building.size() < 2) return result;
  add_unit(parts, hashes);
  result.is_box = !parts.box.empty();
  result.has_unit = !hashes.unit.empty();
  const std::uint64_t seed = base::mix(town, base::hash_bytes(parts.country));
  result.building_key = combine(seed, hashes.building);
  result.place_key = result.has_unit ? combine(base::mix(result.building_key, kUnit), hashes.unit)
                                     : result.building_key;
  return result;
}

AddressKey address_key(const AddressFields& address) {
  static thread_local AddressParts parts;
  if (address.street.empty()) return {};
  parse_address_into(address, parts);
  return address_key(parts);
}

AddressKey address_key(std::string_view street, std::string_view city, std::string_view postcode,
                       std::string_view region, std::string_view country) {
  return address_key({street, city, postcode, region, country});
}

}  // namespace chokepoint::text
