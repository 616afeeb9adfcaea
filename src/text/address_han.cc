#include "text/address_han.h"

#include <algorithm>

#include "text/address_line.h"
#include "text/address_places.h"
#include "text/address_words.h"
#include "text/han.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

using Kind = AddressWordKind;

constexpr std::size_t kHanBytes = 3;
constexpr std::size_t kLongestPlaceName = 6;  // characters

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter_or_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z');
}
bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

struct Mark {
  std::size_t size = 0;  // bytes; 0: none
  const AddressWord* word = nullptr;
};

Mark mark_at(std::string_view text, std::size_t at, std::string_view country) {
  if (at >= text.size() || !is_high(text[at])) return {};
  const std::size_t most = std::min(longest_han_address_word(), (text.size() - at) / kHanBytes);
  for (std::size_t length = most; length >= 1; --length) {
    const AddressWordFound found = find_address_word(text.substr(at, length * kHanBytes), country);
    if (found.word->kind != Kind::plain) return {length * kHanBytes, found.word};
  }
  return {};
}

// "3", "b", "二", "十二": what may stand before a floor, a room or a building.
bool is_value(std::string_view text) {
  if (text.empty() || text.size() > 12) return false;
  if (std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '-'; }))
    return true;
  static constexpr std::string_view kNumerals = "一二三四五六七八九十地下首顶";
  for (std::size_t at = 0; at + kHanBytes <= text.size(); at += kHanBytes) {
    if (!kNumerals.contains(text.substr(at, kHanBytes))) return false;
  }
  return text.size() % kHanBytes == 0;
}

class HanReader {
 public:
  HanReader(std::string_view text, AddressParts& parts) : text_(text), parts_(parts) {}

  void read() {
    read_front();
    for (; at_ < text_.size();) {
      if (++steps_ > kMostAddressWords * 8) break;
      read_step();
    }
    at_ = text_.size();
    put_leftover();
  }

 private:
  std::string_view pending() const { return text_.substr(from_, at_ - from_); }
  void move_to(std::size_t at) { from_ = at_ = at; }

  void skip_separators() {
    while (at_ < text_.size() && !is_high(text_[at_]) && !is_letter_or_digit(text_[at_])) ++at_;
    from_ = at_;
  }

  // Country, region and city, which a gazetteer knows without their unit.
  void read_front() {
    skip_separators();
    take_front([&](std::string_view name, const Mark&) {
      const std::string_view code = find_country(name);
      if (code.empty() || (!parts_.country.empty() && code != parts_.country && code != "CN"))
        return false;
      if (parts_.country.empty()) parts_.country = code;
      return true;
    });
    take_front([&](std::string_view name, const Mark& next) {
      const Region* region = find_region("CN", name);
      if (region == nullptr || is_city_or_area(next)) return false;
      if (parts_.region.empty()) parts_.region = region->name;
      return true;
    });
    take_front([&](std::string_view name, const Mark& next) {
      const std::string_view city = latin_place(name);
      if (city.empty() || (next.size > 0 && next.word->kind != Kind::city_mark)) return false;
      if (parts_.city.empty()) parts_.city = city_name(city);
      return parts_.city == city_name(city);
    });
  }
  static bool is_city_or_area(const Mark& mark) {
    return mark.size > 0 && (mark.word->kind == Kind::city_mark || mark.word->kind == Kind::area ||
                             mark.word->kind == Kind::type);
  }

  // The longest name in front that `takes` takes, and the unit behind it. It takes nothing when
  // it would leave nothing.
  template <class Takes>
  void take_front(Takes takes) {
    for (std::size_t length = kLongestPlaceName; length >= 2; --length) {
      const std::size_t end = at_ + length * kHanBytes;
      if (end > text_.size()) continue;
      const Mark next = mark_at(text_, end, "CN");
      if (!takes(text_.substr(at_, end - at_), next)) continue;
      const bool is_unit = next.size > 0 && (next.word->kind == Kind::region_mark ||
                                             next.word->kind == Kind::city_mark);
      move_to(is_unit ? end + next.size : end);
      skip_separators();
      return;
    }
  }

  void read_step() {
    if (!is_high(text_[at_])) {
      if (is_letter_or_digit(text_[at_]) || text_[at_] == '-' || text_[at_] == '/') {
        ++at_;
      } else {
        put_leftover();
        ++at_;
        skip_separators();
      }
      return;
    }
    const Mark mark = mark_at(text_, at_, "CN");
    if (mark.size == 0 || !take_mark(mark)) {
      if (mark.size > 0) {
        at_ += mark.size;
      } else {
        next_code_point(text_, at_);
      }
    }
  }

  bool take_mark(const Mark& mark) {
    const std::size_t end = at_ + mark.size;
    const Mark next = mark_at(text_, end, "CN");
    // 中关村大街, 大学路: part of a street's name.
    const bool next_is_name =
        next.size > 0 && (next.word->kind == Kind::type || next.word->kind == Kind::name);
    if (next_is_name && mark.word->kind != Kind::type && mark.word->kind != Kind::number &&
        !is_value(pending()) && mark.size == kHanBytes)
      return false;
    switch (mark.word->kind) {
      case Kind::type: return take_street(end);
      case Kind::city_mark: return take_town(end);
      case Kind::area: return take_area(end);
      case Kind::number: return take_number(end);
      case Kind::building: return take_building(mark, end);
      case Kind::name: return take_name(end);
      case Kind::entrance: return take_value(end, parts_.entrance);
      case Kind::floor: return take_value(end, parts_.floor);
      case Kind::unit:
        if (parts_.unit.empty()) parts_.unit_word = mark.word->canonical;
        return take_value(end, parts_.unit);
      case Kind::organisation: return take_organisation(end);
      case Kind::postcode_mark:
      case Kind::box: return take_behind(mark, end);
      default: return false;
    }
  }

  bool take_street(std::size_t end) {
    if (from_ == at_) return false;
    parts_.street += text_.substr(from_, end - from_);
    move_to(end);
    return true;
  }

  bool take_town(std::size_t end) {
    if (from_ == at_) return false;
    if (parts_.city.empty()) {
      parts_.city = latin_town(pending());
    } else {
      append_word(pending(), parts_.district);
    }
    move_to(end);
    return true;
  }

  // 浦东新区 is 浦东; 开发区 alone is itself.
  bool take_area(std::size_t end) {
    if (from_ == at_ && end - at_ < 3 * kHanBytes) return false;
    append_word(from_ == at_ ? text_.substr(at_, end - at_) : pending(), parts_.district);
    move_to(end);
    return true;
  }

  // The letters and digits right before; what stands before them is a name.
  std::size_t value_start() const {
    std::size_t start = at_;
    while (start > from_ && (is_letter_or_digit(text_[start - 1]) || text_[start - 1] == '-' ||
                             text_[start - 1] == '/'))
      --start;
    // 甲215
    static constexpr std::string_view kStems = "甲乙丙丁";
    if (start >= from_ + kHanBytes && start < at_ &&
        kStems.contains(text_.substr(start - kHanBytes, kHanBytes)))
      start -= kHanBytes;
    return start;
  }
  void put_name_before(std::size_t start) {
    if (start > from_) parts_.street += text_.substr(from_, start - from_);
  }

  bool take_number(std::size_t end) {
    const std::size_t start = value_start();
    if (start == at_ || !parts_.house_number.empty()) return false;
    put_name_before(start);
    parts_.house_number = text_.substr(start, at_ - start);
    move_to(end);
    return true;
  }

  bool take_building(const Mark& mark, std::size_t end) {
    const std::size_t start = value_start();
    const std::string_view value = text_.substr(start, at_ - start);
    if (!is_value(value)) return false;
    if (start > from_) append_word(text_.substr(from_, start - from_), parts_.building);
    append_word(mark.word->canonical, parts_.building);
    append_word(value, parts_.building);
    move_to(end);
    return true;
  }

  bool take_name(std::size_t end) {
    if (from_ == at_) return false;
    append_word(text_.substr(from_, end - from_), parts_.building);
    move_to(end);
    return true;
  }

  bool take_value(std::size_t end, std::string& part) {
    std::size_t start = is_value(pending()) ? from_ : value_start();
    if (start == at_ || !part.empty()) return false;
    if (start > from_) append_word(text_.substr(from_, start - from_), parts_.building);
    part = text_.substr(start, at_ - start);
    move_to(end);
    return true;
  }

  bool take_organisation(std::size_t end) {
    if (from_ == at_) return false;
    parts_.organisation += text_.substr(from_, end - from_);
    move_to(end);
    return true;
  }

  // 邮编100080, 信箱77: the value stands behind.
  bool take_behind(const Mark& mark, std::size_t end) {
    std::size_t start = end;
    while (start < text_.size() && (text_[start] == ' ' || text_[start] == ':')) ++start;
    std::size_t stop = start;
    while (stop < text_.size() && is_digit(text_[stop])) ++stop;
    std::string& part = mark.word->kind == Kind::box ? parts_.box : parts_.postcode;
    if (stop == start || !part.empty()) return false;
    put_leftover();
    part = text_.substr(start, stop - start);
    move_to(stop);
    return true;
  }

  void put_leftover() {
    const std::string_view rest = pending();
    if (rest.empty()) return;
    const bool digits = std::ranges::all_of(rest, is_digit);
    const bool inside =
        !parts_.building.empty() || !parts_.entrance.empty() || !parts_.floor.empty();
    if (digits && rest.size() == 6 && parts_.postcode.empty()) {
      parts_.postcode = rest;
    } else if (is_value(rest) && inside && parts_.unit.empty()) {
      parts_.unit = rest;
      parts_.unit_word = "unit";
    } else if (digits && parts_.house_number.empty()) {
      parts_.house_number = rest;
    } else {
      append_word(rest, parts_.street);
    }
    from_ = at_;
  }

  std::string_view text_;
  AddressParts& parts_;
  std::size_t from_ = 0, at_ = 0;  // what is read and belongs to no part yet
  std::size_t steps_ = 0;
};

}  // namespace

void read_han_address(std::string_view folded, AddressParts& parts) {
  HanReader(folded, parts).read();
}

std::string latin_town(std::string_view folded) {
  std::string_view name = folded;
  for (std::size_t at = 0; at < folded.size();) {
    const Mark mark = mark_at(folded, at, "CN");
    if (at > 0 && at + mark.size == folded.size() &&
        (mark.word->kind == Kind::city_mark || mark.word->kind == Kind::region_mark)) {
      name = folded.substr(0, at);
      break;
    }
    next_code_point(folded, at);
  }
  if (const Region* region = find_region("CN", name)) return region->name;
  if (const std::string_view place = latin_place(name); !place.empty()) return std::string(place);
  std::u32string run;
  for (std::size_t at = 0; at < name.size();) run.push_back(next_code_point(name, at));
  std::string latin;
  for (const std::string& syllable : pinyin_syllables(run, HanUse::words)) latin += syllable;
  return latin;
}

}  // namespace chokepoint::text
