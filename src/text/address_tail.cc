#include "text/address_tail.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/address_places.h"

namespace chokepoint::text {
namespace {

using Kind = AddressWordKind;

constexpr std::size_t kLongestPlace = 5;  // words

// The longest run of unused words before `end`, within a segment, that `is_place` takes; 0 words:
// none.
template <class IsPlace>
std::size_t place_length(const AddressLine& line, std::size_t end, IsPlace is_place) {
  if (end == 0) return 0;
  const std::size_t start = line.run_start(end);
  for (std::size_t length = std::min(kLongestPlace, end - start); length >= 1; --length) {
    std::array<char, 64> phrase;
    std::size_t size = 0;
    bool fits = true;
    for (std::size_t i = end - length; i < end && fits; ++i) {
      const std::string_view text = line.tokens[i].text;
      fits = size + text.size() + 1 < phrase.size() && !line.tokens[i].has_digit;
      if (!fits) break;
      if (size > 0) phrase[size++] = ' ';
      size += text.copy(phrase.data() + size, text.size());
    }
    if (fits && is_place(std::string_view(phrase.data(), size))) return length;
  }
  return 0;
}

// Digits 9, letters a, the rest as it is.
std::string_view shape_of(std::string_view text, std::array<char, 16>& shape) {
  if (text.size() > shape.size()) return {};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    shape[i] = c >= '0' && c <= '9' ? '9' : c >= 'a' && c <= 'z' ? 'a' : c;
  }
  return {shape.data(), text.size()};
}

bool has_shape(std::string_view text, const AddressUsage& usage) {
  std::array<char, 16> room;
  const std::string_view shape = shape_of(text, room);
  return std::ranges::find(usage.postcodes, shape) != usage.postcodes.end();
}

class TownReader {
 public:
  TownReader(AddressLine& line, AddressParts& parts)
      : line_(line), parts_(parts), usage_(address_usage(line.country)) {}

  void read() {
    if (parts_.postcode.empty()) find_postcode();
    find_region();
    find_city();
  }

 private:
  AddressToken& token(std::size_t i) { return line_.tokens[i]; }
  bool same_run(std::size_t a, std::size_t b) {
    return b < line_.tokens.size() && token(a).segment == token(b).segment && !token(b).used;
  }

  void find_postcode() {
    const std::size_t end = line_.unused_end();
    for (std::size_t from = end; from-- > 0 && end - from <= 12;) {
      for (std::size_t length = 2; length >= 1; --length) {
        if (length == 2 && !(from + 1 < end && same_run(from, from + 1))) continue;
        if (take_postcode(from, length)) return;
      }
    }
    take_any_number(end);
  }

  bool take_postcode(std::size_t from, std::size_t length) {
    if (token(from).used) return false;
    const bool marked = from > 0 && token(from - 1).kind() == Kind::postcode_mark;
    std::string text(without_country_letters(token(from).text));
    if (length == 2) append_word(token(from + 1).text, text);
    if (!has_shape(text, usage_)) return false;
    if (!marked && !may_be_postcode(from, from + length)) return false;
    if (marked) line_.use(from - 1, from);
    line_.use(from, from + length);
    parts_.postcode = text;
    code_end_ = from + length;
    take_cedex();
    return true;
  }

  bool may_be_postcode(std::size_t from, std::size_t end) {
    if (token(from).after_hash) return false;
    const bool has_next = same_run(from, end);
    const bool has_previous = from > 0 && token(from - 1).segment == token(from).segment;
    if (!has_previous && token(from).segment == 0) return false;
    if (has_previous && !is_region_letters(from - 1)) {
      switch (token(from - 1).kind()) {
        case Kind::type:
        case Kind::number:
        case Kind::unit:
        case Kind::floor:
        case Kind::building:
        case Kind::box:
        case Kind::km: return false;
        default: break;
      }
    }
    if (!has_next) return true;
    if (!usage_.postcode_before_city) return false;
    return token(end).kind() != Kind::type && !token(end).has_digit;
  }

  // "FL", "CT": a floor and a court elsewhere.
  bool is_region_letters(std::size_t i) {
    return token(i).text.size() == 2 && text::find_region(line_.country, token(i).text) != nullptr;
  }

  void take_cedex() {
    for (std::size_t i = code_end_; i < line_.tokens.size(); ++i) {
      if (token(i).kind() != Kind::cedex) continue;
      line_.use(i, i + 1);
      if (same_run(i, i + 1) && token(i + 1).has_digit) line_.use(i + 1, i + 2);
    }
  }

  // A last word with digits behind a comma is the postcode even where the country has others.
  void take_any_number(std::size_t end) {
    if (end < 2 || token(end - 1).segment == 0) return;
    const AddressToken& last = token(end - 1);
    const AddressToken& before = token(end - 2);
    if (!last.starts_with_digit() || last.text.size() < 3 || last.after_hash) return;
    if (before.segment != last.segment || before.kind() != Kind::plain || before.has_digit) return;
    const std::size_t start = line_.run_start(end);
    for (std::size_t i = start; i + 1 < end; ++i) {
      if (!may_be_of_city(i, start)) return;
    }
    parts_.postcode = last.text;
    line_.use(end - 1, end);
    code_end_ = end;
  }

  void find_region() {
    std::size_t end = line_.unused_end();
    if (end > 1 && token(end - 1).kind() == Kind::region_mark && same_run(end - 1, end - 2)) --end;
    const Region* region = nullptr;
    const std::size_t length = place_length(line_, end, [&](std::string_view phrase) {
      region = text::find_region(line_.country, phrase);
      return region != nullptr;
    });
    if (length == 0) return find_short_region(line_.unused_end());
    if (region->is_city && is_rather_city(end, length)) return;
    if (parts_.region.empty()) parts_.region = region->name;
    line_.use(end - length, line_.unused_end());
    has_region_ = true;
  }

  // The whole segment, and no other words could be the city.
  bool is_rather_city(std::size_t end, std::size_t length) {
    const std::size_t from = end - length;
    if (!parts_.city.empty() || line_.run_start(end) != from) return false;
    if (code_end_ > 0 && code_end_ == from && token(from - 1).segment == token(from).segment)
      return true;
    std::size_t before = from;
    while (before > 0 && token(before - 1).used) --before;
    return before == 0 || !is_city(line_.run_start(before), before);
  }

  // "Milano MI"; elsewhere the letters of a province are not known.
  void find_short_region(std::size_t end) {
    if (line_.country != "IT" || end == 0 || code_end_ == 0 || end <= code_end_ + 1) return;
    if (token(end - 1).text.size() != 2 || token(end - 1).has_digit) return;
    if (parts_.region.empty()) parts_.region = token(end - 1).text;
    line_.use(end - 1, end);
    has_region_ = true;
  }

  // May this word stand in the name of a city? `start`: where its segment begins.
  bool may_be_of_city(std::size_t i, std::size_t start) {
    if (token(i).has_digit || token(i).after_hash) return false;
    switch (token(i).kind()) {
      case Kind::plain:
      case Kind::direction:
      case Kind::drop:
      case Kind::suffix:
      case Kind::city_mark:
      case Kind::organisation: return true;
      case Kind::type: return i == start && token(i).text == "st";
      default: return false;
    }
  }
  bool is_city(std::size_t from, std::size_t end) {
    bool has_name = false;
    for (std::size_t i = from; i < end; ++i) {
      if (!may_be_of_city(i, from) || token(i).kind() == Kind::organisation) return false;
      has_name = has_name || token(i).kind() != Kind::city_mark;
    }
    return has_name;
  }

  void find_city() {
    const std::size_t end = line_.unused_end();
    if (end == 0) return;
    if (!parts_.city.empty()) return drop_stated_city(end);
    if (code_end_ > 0 && code_end_ < end && usage_.postcode_before_city) {
      const std::size_t after = code_end_;
      std::size_t stop = after;
      while (stop < end && !token(stop).used && token(stop).segment == token(after).segment) ++stop;
      if (stop > after && is_city(after, stop)) return take_city(after, stop);
    }
    const std::size_t start = line_.run_start(end);
    const bool alone = std::ranges::all_of(
        line_.tokens.begin(), line_.tokens.begin() + static_cast<std::ptrdiff_t>(start),
        &AddressToken::used);
    if (is_city(start, end) && (!alone || has_region_ || code_end_ > 0))
      return take_city(start, end);
    if (!has_region_ && code_end_ == 0) return;
    const std::size_t split = behind_street(start, end);
    if (split > start && split < end) take_city(split, end);
  }

  // Where the words that only a street line has end.
  std::size_t behind_street(std::size_t start, std::size_t end) {
    std::size_t split = start;
    const Kind first = token(start).kind();
    if (first == Kind::area || first == Kind::county || first == Kind::landmark) return end;
    for (std::size_t i = start; i < end; ++i) {
      if (!may_be_of_city(i, i) || (i > start && token(i).kind() == Kind::type)) {
        split = i + 1;
      } else if (token(i).kind() == Kind::direction && split == i && i > start &&
                 token(i).text.size() <= 2) {
        split = i + 1;
      }
    }
    return split;
  }

  void drop_stated_city(std::size_t end) {
    const std::size_t length = place_length(
        line_, end, [&](std::string_view phrase) { return city_name(phrase) == parts_.city; });
    if (length > 0 && line_.run_start(end) == end - length && end > length)
      line_.use(end - length, end);
  }

  void take_city(std::size_t from, std::size_t end) {
    std::size_t name_end = end;
    if (name_end - from > 1 && token(name_end - 1).kind() == Kind::city_mark) --name_end;
    append_words(line_, from, name_end, parts_.city);
    parts_.city = std::string(city_name(parts_.city));
    line_.use(from, end);
  }

  AddressLine& line_;
  AddressParts& parts_;
  const AddressUsage& usage_;
  std::size_t code_end_ = 0;  // 0: no postcode in the line
  bool has_region_ = false;
};

}  // namespace

std::string_view without_country_letters(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == 0 || dash > 2 || dash == std::string_view::npos) return text;
  const bool letters = std::ranges::none_of(text.substr(0, dash), [](char c) { return c <= '9'; });
  const bool digits = std::ranges::all_of(
      text.substr(dash + 1), [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
  return letters && digits ? text.substr(dash + 1) : text;
}

bool read_country(AddressLine& line, AddressParts& parts) {
  line.country = parts.country;
  std::size_t end = line.tokens.size();
  // "China 430079": the name may stand before the last number.
  const bool number_last = end > 1 && line.tokens[end - 1].has_digit;
  if (number_last) --end;
  std::string_view code;
  const std::size_t length = place_length(line, end, [&](std::string_view phrase) {
    code = find_country(phrase);
    if (code.empty()) return false;
    if (!parts.country.empty()) return code == parts.country;
    return !(number_last && is_region_of_us(phrase));
  });
  if (length == 0) return false;
  // "Edo. de Mexico" is a region.
  const std::size_t region_length = place_length(line, end, [&](std::string_view phrase) {
    return text::find_region(code, phrase) != nullptr;
  });
  if (region_length > length || length == line.tokens.size()) return false;
  parts.country = code;
  line.country = code;
  line.use(end - length, end);
  return true;
}

void read_town(AddressLine& line, AddressParts& parts) {
  TownReader(line, parts).read();
}

}  // namespace chokepoint::text
