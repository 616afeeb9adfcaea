#include "text/address_street.h"

#include <algorithm>

#include "text/address_places.h"

namespace chokepoint::text {
namespace {

using Kind = AddressWordKind;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits_in_front(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

// "5th", "2e", "1er": a number that counts streets or floors; the digits, else empty.
std::string_view ordinal(std::string_view text) {
  const std::size_t digits = digits_in_front(text);
  if (digits == 0) return {};
  const std::string_view ending = text.substr(digits);
  for (const std::string_view known : {"st", "nd", "rd", "th", "o", "a", "e", "er", "eme"}) {
    if (ending == known) return text.substr(0, digits);
  }
  return {};
}
bool is_street_ordinal(std::string_view text) {
  const std::string_view digits = ordinal(text);
  return !digits.empty() && text.size() - digits.size() >= 2;
}

// "7/f", "15f", "g/f", "3fl": the floor, else empty.
std::string_view floor_in_word(std::string_view text) {
  for (const std::string_view ending : {"/f", "f", "fl"}) {
    if (!text.ends_with(ending) || text.size() == ending.size()) continue;
    const std::string_view value = text.substr(0, text.size() - ending.size());
    if (digits_in_front(value) == value.size()) return value;
    if (ending == "/f" && value.size() == 1) return value;
  }
  return {};
}

class StreetReader {
 public:
  StreetReader(AddressLine& line, AddressParts& parts)
      : line_(line),
        parts_(parts),
        number_last_(address_usage(line.country).number_behind_street) {}

  void read() {
    const std::size_t count = line_.tokens.size();
    find_street_segments();
    for (std::size_t from = 0; from < count;) {
      std::size_t end = from + 1;
      while (end < count && token(end).segment == token(from).segment) ++end;
      read_segment(from, end);
      from = end;
    }
    part_number();
    name_bare_type();
    if (has_plain_ && !parts_.street.empty() && parts_.house_number.empty() &&
        parts_.building.empty()) {
      // "Rosewood, Back Lane": without a number it is the house.
      parts_.building.swap(parts_.organisation);
    }
    if (!parts_.street.empty() || !parts_.box.empty() || !parts_.building.empty()) return;
    // A street without type and number.
    if (has_plain_) {
      parts_.street.swap(parts_.organisation);
    } else if (parts_.district == plain_district_) {
      parts_.street.swap(parts_.district);
    }
  }

 private:
  AddressToken& token(std::size_t i) { return line_.tokens[i]; }

  // Where a street type stands: what is left beside it needs no street of its own.
  void find_street_segments() {
    for (const AddressToken& word : line_.tokens) {
      if (!word.used && word.kind() == Kind::type) last_typed_segment_ = word.segment;
    }
  }

  void read_segment(std::size_t from, std::size_t end) {
    while (from < end && token(from).used) ++from;
    while (end > from && token(end - 1).used) --end;
    if (from == end) return;
    if (take_whole(from, end)) return;
    segment_has_number_ = false;
    for (std::size_t i = from; i < end; ++i) {
      if (!token(i).used) read_mark(i, from, end);
    }
    rest_.clear();
    for (std::size_t i = from; i < end; ++i) {
      if (!token(i).used) rest_.push_back(i);
    }
    line_.use(from, end);
    take_number();
    take_rest();
  }

  bool has_kind(std::size_t from, std::size_t end, Kind kind) const {
    return std::any_of(line_.tokens.begin() + static_cast<std::ptrdiff_t>(from),
                       line_.tokens.begin() + static_cast<std::ptrdiff_t>(end),
                       [&](const AddressToken& word) { return !word.used && word.kind() == kind; });
  }
  bool has_digit(std::size_t from, std::size_t end) const {
    return std::any_of(line_.tokens.begin() + static_cast<std::ptrdiff_t>(from),
                       line_.tokens.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const AddressToken& word) { return word.has_digit; });
  }

  void take(std::size_t from, std::size_t end, std::string& part) {
    append_words(line_, from, end, part);
    line_.use(from, end);
  }

  // A segment that is one part: care of, organisation, landmark, county, area.
  bool take_whole(std::size_t from, std::size_t end) {
    const Kind first = token(from).kind(), last = token(end - 1).kind();
    if (end - from > 1 && (first == Kind::care_of || first == Kind::landmark)) {
      take(from + 1, end, first == Kind::care_of ? parts_.care_of : parts_.landmark);
      return true;
    }
    if (end - from > 1 && first == Kind::county) {
      take(from + 1, end, parts_.county);
      return true;
    }
    if (last == Kind::type && end - from > 1) return false;
    if (has_kind(from, end, Kind::organisation) && !has_digit(from, end) && last != Kind::area &&
        last != Kind::name && !has_kind(from, end, Kind::type)) {
      has_plain_ = false;
      take(from, end, parts_.organisation);
      return true;
    }
    if (first == Kind::area && end - from > 1) {
      take_area(from, end);
      return true;
    }
    if (last == Kind::county && end - from > 1 && !has_digit(from, end)) {
      take(from, end - 1, parts_.county);
      line_.use(end - 1, end);
      return true;
    }
    if (last == Kind::area && end - from > 1 && !token(from).starts_with_digit() &&
        !has_kind(from, end, Kind::type)) {
      const bool says_kind_only = names_kind_only(end - 1);
      take(from, says_kind_only ? end - 1 : end, parts_.district);
      return true;
    }
    return false;
  }

  // "district", "colonia": no part of the name, as "estate" is.
  bool names_kind_only(std::size_t i) {
    const std::string& canonical = token(i).word->canonical;
    return canonical == "district" || canonical == "colonia";
  }

  void take_area(std::size_t from, std::size_t end) {
    const std::size_t name = names_kind_only(from) ? from + 1 : from;
    const bool is_village = line_.country == "IN" && token(from).text == "village";
    take(name, end, is_village && parts_.city.empty() ? parts_.city : parts_.district);
    line_.use(from, name);
  }

  bool is_value(std::size_t i, std::size_t end) {
    if (i >= end || token(i).used) return false;
    const Kind kind = token(i).kind();
    const bool short_word = token(i).text.size() <= 2;
    return (token(i).has_digit && kind == Kind::plain) ||
           (short_word && kind != Kind::type && kind != Kind::unit && kind != Kind::floor);
  }

  void read_mark(std::size_t i, std::size_t from, std::size_t end) {
    switch (token(i).kind()) {
      case Kind::unit: return read_unit(i, from, end);
      case Kind::floor: return read_floor(i, from, end);
      case Kind::level: return read_level(i, end);
      case Kind::entrance: return read_valued(i, from, end, parts_.entrance);
      case Kind::building: return read_building(i, end);
      case Kind::name:
        // "Building 5" as "Block 5"; "5 Tower Road" is a street.
        if (i == from || token(i - 1).used) read_building(i, end);
        return;
      case Kind::number: return read_number(i, from, end);
      case Kind::box: return read_box(i, end);
      case Kind::area:
        if (i > from && end - i > 1 && !parts_.box.empty()) take_area(i, end);
        return;
      case Kind::landmark:
        if (i > from && end - i > 1 && token(i + 1).kind() != Kind::type) {
          take(i + 1, end, parts_.landmark);
          line_.use(i, i + 1);
        }
        return;
      case Kind::care_of: return;
      default: return read_bare_value(i, from, end);
    }
  }

  // "#5", "7/f", and what Spanish and Italian lines write behind the number: "3o b", "4o dcha".
  void read_bare_value(std::size_t i, std::size_t from, std::size_t end) {
    const std::string_view text = token(i).text;
    if (token(i).after_hash) {
      const bool is_number = parts_.house_number.empty() && !segment_has_number_ &&
                             (number_last_ || !has_digit(from, i));
      if (is_number) return take_house_number(i, end);
      if (parts_.unit.empty()) return take_unit(i, "unit");
      return;
    }
    if (const std::string_view floor = floor_in_word(text);
        !floor.empty() && parts_.floor.empty()) {
      parts_.floor = floor;
      line_.use(i, i + 1);
      return;
    }
    if (line_.country == "CN" && i + 1 < end && !ordinal(text).empty() &&
        token(i + 1).text == "unit") {
      parts_.entrance = ordinal(text);
      line_.use(i, i + 2);
      return;
    }
    const std::string_view count = ordinal(text);
    if (count.empty() || !number_last_ || text.size() - count.size() != 1 || text.back() == 'e' ||
        i > from || parts_.street.empty() || !parts_.floor.empty())
      return;
    if (i + 1 < end && token(i + 1).kind() == Kind::floor) return;
    parts_.floor = count;
    line_.use(i, i + 1);
    if (i + 1 < end && parts_.unit.empty() &&
        (token(i + 1).text.size() == 1 || !ordinal(token(i + 1).text).empty()))
      take_unit(i + 1, "unit");
  }

  void take_unit(std::size_t i, std::string_view unit_word) {
    append_word(token(i).text, parts_.unit);
    parts_.unit_word = unit_word;
    line_.use(i, i + 1);
  }

  void read_unit(std::size_t i, std::size_t from, std::size_t end) {
    const std::string& canonical = token(i).word->canonical;
    if (canonical == "left" || canonical == "right") {
      if (parts_.unit.empty()) take_unit(i, "unit");
      return;
    }
    if (line_.country == "CN" && token(i).text == "unit" && is_value(i + 1, end) &&
        (!parts_.unit.empty() || !parts_.building.empty()) && parts_.entrance.empty()) {
      parts_.entrance = token(i + 1).text;
      line_.use(i, i + 2);
      return;
    }
    if (is_value(i + 1, end)) {
      line_.use(i, i + 1);
      take_unit(i + 1, canonical);
      while (i + 2 < end && token(i + 2).text.size() == 1 && is_value(i + 2, end) &&
             token(i + 2).kind() == Kind::plain)
        take_unit(++i + 1, canonical);
    } else if (i > from && i + 1 == end && token(i - 1).has_digit && !token(i - 1).used) {
      line_.use(i, i + 1);
      take_unit(i - 1, canonical);
    }
  }

  void read_valued(std::size_t i, std::size_t from, std::size_t end, std::string& part) {
    if (!part.empty()) return;
    if (is_value(i + 1, end)) {
      part = token(i + 1).text;
      line_.use(i, i + 2);
    } else if (i > from && token(i - 1).has_digit && !token(i - 1).used) {
      const std::string_view count = ordinal(token(i - 1).text);
      part = count.empty() ? token(i - 1).text : count;
      line_.use(i - 1, i + 1);
    }
  }

  void read_floor(std::size_t i, std::size_t from, std::size_t end) {
    if (!parts_.floor.empty()) return;
    if (i > from && token(i - 1).kind() == Kind::level && !token(i - 1).used) return;
    if (i > from && token(i - 1).starts_with_digit() && !token(i - 1).used) {
      const std::string_view count = ordinal(token(i - 1).text);
      if (!count.empty() || i - 1 == from || !is_value(i + 1, end)) {
        parts_.floor = count.empty() ? token(i - 1).text : count;
        line_.use(i - 1, i + 1);
        return;
      }
    }
    read_valued(i, i, end, parts_.floor);
  }

  // "first floor", "basement": a level alone has to be the segment or stand behind the number.
  void read_level(std::size_t i, std::size_t end) {
    const bool with_floor = i + 1 < end && token(i + 1).kind() == Kind::floor;
    const bool is_count = is_digit(token(i).word->canonical[0]);
    if (!parts_.floor.empty() || (!with_floor && (is_count || i + 1 < end))) return;
    parts_.floor = token(i).word->canonical;
    line_.use(i, with_floor ? i + 2 : i + 1);
  }

  void read_building(std::size_t i, std::size_t end) {
    if (!is_value(i + 1, end)) return;
    append_word(token(i).word->canonical, parts_.building);
    append_word(token(i + 1).text, parts_.building);
    line_.use(i, i + 2);
  }

  void read_box(std::size_t i, std::size_t end) {
    std::size_t stop = i + 1;
    while (stop < end && !token(stop).used && token(stop).has_digit) ++stop;
    if (stop == i + 1 || !parts_.box.empty()) return;
    line_.use(i, i + 1);
    take(i + 1, stop, parts_.box);
  }

  void read_number(std::size_t i, std::size_t from, std::size_t end) {
    const AddressWord& word = *token(i).word;
    if (word.canonical == "-") return line_.use(i, i + 1);
    if (i + 1 >= end || token(i + 1).used || !token(i + 1).has_digit) {
      // "12 hao"
      if (i > from && i + 1 == end && token(i - 1).has_digit && !token(i - 1).used &&
          parts_.house_number.empty())
        line_.use(i, i + 1), take_house_number(i - 1, i);
      return;
    }
    const bool counts_street =
        (line_.country == "IN") && i > from && token(i - 1).kind() == Kind::type;
    if (counts_street || !parts_.house_number.empty()) return;
    line_.use(i, i + 1);
    take_house_number(i + 1, end);
  }

  // With "bis" or a single letter behind it.
  void take_house_number(std::size_t i, std::size_t end) {
    parts_.house_number = token(i).text;
    segment_has_number_ = true;
    line_.use(i, i + 1);
    if (i + 1 < end && token(i + 1).kind() == Kind::suffix && !token(i + 1).used) {
      append_word(token(i + 1).text, parts_.house_number);
      line_.use(i + 1, i + 2);
    }
  }

  bool is_house_number(std::size_t i) {
    const std::string_view text = token(i).text;
    if (!token(i).has_digit || token(i).kind() != Kind::plain || is_street_ordinal(text))
      return false;
    if (text.size() > 12) return false;
    // At most three letters: "12a", "14hs", "a-45"; no "route66".
    return std::ranges::count_if(text, [](char c) { return c >= 'a'; }) <= 3;
  }

  // The house number among the words of the segment that are left.
  void take_number() {
    if (rest_.empty() || !parts_.house_number.empty()) return;
    const std::size_t first = rest_.front(), last = rest_.back();
    if (rest_.size() == 1) {
      if (is_house_number(first)) set_number(0, 1);
      return;
    }
    const bool starts = token(first).starts_with_digit() && is_house_number(first);
    const bool ends = is_number_at_end(rest_.size() - 1);
    const bool letter_ends = token(last).text.size() == 1 &&
                             token(last).kind() != Kind::direction && rest_.size() > 2 &&
                             is_number_at_end(rest_.size() - 2);
    const bool may_end =
        number_last_ || (!starts && line_.country.empty()) ||
        (!starts && token(first).kind() == Kind::type && token(first).text != "county road");
    if (may_end && (ends || letter_ends)) {
      const std::size_t from = rest_.size() - (letter_ends && !ends ? 2 : 1);
      return set_number(from, rest_.size());
    }
    const std::string_view text = token(first).text;
    if (starts && (ordinal(text).empty() || text.back() == 'a' || !number_last_)) {
      const bool suffix = token(rest_[1]).kind() == Kind::suffix;
      set_number(0, suffix ? 2 : 1);
    }
  }
  bool is_number_at_end(std::size_t at) {
    return token(rest_[at]).starts_with_digit() && is_house_number(rest_[at]) && at > 0 &&
           token(rest_[at - 1]).kind() != Kind::km;
  }

  void set_number(std::size_t from, std::size_t end) {
    for (std::size_t k = from; k < end; ++k) append_word(token(rest_[k]).text, parts_.house_number);
    rest_.erase(rest_.begin() + static_cast<std::ptrdiff_t>(from),
                rest_.begin() + static_cast<std::ptrdiff_t>(end));
    segment_has_number_ = true;
  }

  // "Benito Juarez, Calle 123": the name before a bare type is the street's, not a firm's.
  void name_bare_type() {
    const bool is_bare = !parts_.street.empty() && !parts_.street.contains(' ') &&
                         find_address_word(parts_.street, line_.country).word->kind == Kind::type;
    if (!is_bare || parts_.organisation.empty()) return;
    append_word(parts_.organisation, parts_.street);
    parts_.organisation.clear();
  }

  // Units that the country writes into the number: "12-345" (unit first), "5/7", "123-ii", "14hs".
  void part_number() {
    const std::string_view country = line_.country;
    std::string& number = parts_.house_number;
    if (number.empty() || !parts_.unit.empty()) return;
    if (country == "CA" || country == "AU" || country == "NZ") {
      const std::size_t sign = number.find(country == "CA" ? '-' : '/');
      if (sign == std::string::npos || !is_digit(number.back())) return;
      parts_.unit = number.substr(0, sign);
      number.erase(0, sign + 1);
    } else if (country == "PL" || country == "AT" || country == "NL") {
      std::size_t sign = number.find(country == "NL" ? '-' : '/');
      const bool is_joined = sign == std::string::npos;
      if (is_joined && country == "NL") sign = digits_in_front(number);
      if (sign == std::string::npos || sign == 0 || number.contains(' ')) return;
      // "14a" is a number of its own.
      if (number.size() - sign < 2) return;
      parts_.unit = number.substr(is_joined ? sign : sign + 1);
      number.resize(sign);
      const std::size_t second = parts_.unit.find('/');
      if (second != std::string::npos && parts_.entrance.empty()) {
        parts_.entrance = parts_.unit.substr(0, second);
        parts_.unit.erase(0, second + 1);
      }
    } else {
      return;
    }
    parts_.unit_word = "unit";
  }

  void put_rest(std::string& part) {
    for (const std::size_t i : rest_) append_word(token(i).text, part);
  }

  void take_rest() {
    if (rest_.empty()) return;
    const Kind first = token(rest_.front()).kind(), last = token(rest_.back()).kind();
    const bool typed = std::ranges::any_of(rest_, [&](std::size_t i) {
      return token(i).kind() == Kind::type && !(token(i).text == "st" && i == rest_.front());
    });
    const std::uint8_t segment = token(rest_.front()).segment;
    const bool street_comes = segment < last_typed_segment_;
    const bool names_building =
        last == Kind::name || (street_comes && token(rest_.back()).text == "court");
    if (!segment_has_number_ && names_building) return put_rest(parts_.building);
    const bool has_number = segment_has_number_ || std::ranges::any_of(rest_, [&](std::size_t i) {
                              return token(i).has_digit;
                            });
    if (typed || (has_number && (parts_.street.empty() || !segment_has_number_)))
      return put_rest(parts_.street);
    if (!segment_has_number_ && first == Kind::name) return put_rest(parts_.building);
    if (!parts_.house_number.empty() && parts_.street.empty() && parts_.district.empty() &&
        !street_comes)
      return put_rest(parts_.street);
    if (segment == 0 && parts_.organisation.empty() && line_.country != "IN") {
      has_plain_ = true;
      return put_rest(parts_.organisation);
    }
    if (plain_district_.empty()) put_rest(plain_district_);
    put_rest(parts_.district);
  }

  AddressLine& line_;
  AddressParts& parts_;
  const bool number_last_;
  std::vector<std::size_t> rest_;  // words of the segment that no mark has taken
  std::string plain_district_;     // the first district that no word calls one
  std::uint8_t last_typed_segment_ = 0;
  bool segment_has_number_ = false;
  bool has_plain_ = false;  // the organisation is only the first words of the line
};

}  // namespace

void read_street(AddressLine& line, AddressParts& parts) {
  StreetReader(line, parts).read();
}

}  // namespace chokepoint::text
