#include "text/address_key.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/check.h"
#include "base/hash.h"
#include "text/data_table.h"
#include "text/han.h"
#include "text/name_words.h"
#include "text/normal_form.h"
#include "text/utf8.h"
#include "text/word_map.h"

namespace chokepoint::text {
namespace {

enum class WordKind : std::uint8_t {
  plain,
  type,
  direction,
  number,
  unit,
  floor,
  building,
  box,
  drop
};

struct StreetWord {
  std::string canonical;
  WordKind kind = WordKind::plain;
};

struct StreetWords {
  WordMap map;
  std::vector<StreetWord> words;
  std::size_t longest_han = 1;

  StreetWords() {
    for (const auto& row : read_table("names/street_words.tsv")) {
      CHECK(row.size() == 3);
      std::string folded = fold(row[0]);
      if (has_han(folded)) longest_han = std::max(longest_han, folded.size() / 3);
      // Words of several parts ("po box") are looked up with the spaces gone.
      std::erase(folded, ' ');
      map.add(folded, static_cast<std::uint32_t>(words.size()));
      words.push_back({row[1], kind(row[2])});
    }
  }
  static WordKind kind(std::string_view name) {
    static constexpr std::array<std::string_view, 9> kNames = {
        "plain", "type", "direction", "number", "unit", "floor", "building", "box", "drop"};
    const auto found = std::ranges::find(kNames, name);
    CHECK(found != kNames.end());
    return static_cast<WordKind>(found - kNames.begin());
  }
};

const StreetWords& street_words() {
  static const StreetWords instance;
  return instance;
}

const StreetWord kPlain;

const StreetWord& look_up(std::string_view word) {
  const std::uint32_t number = street_words().map.find(word);
  return number == WordMap::kAbsent ? kPlain : street_words().words[number];
}

// A word of the line. `text` views into the workspace.
struct Piece {
  std::string_view text;
  const StreetWord* word = &kPlain;
  bool has_digit = false;
  bool after_hash = false;  // "#5"
  bool han = false;
};

struct Workspace {
  std::string folded, latin;
  std::vector<Piece> pieces;
  std::vector<std::uint64_t> building, unit;
  std::vector<std::string> kept;  // words made here rather than found in `folded`
};

Workspace& workspace() {
  static thread_local Workspace instance;
  return instance;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr std::size_t kMostPieces = 64;

void add_piece(std::string_view text, bool after_hash, Workspace& work) {
  if (work.pieces.size() >= kMostPieces) return;
  Piece piece;
  piece.text = text;
  piece.after_hash = after_hash;
  piece.has_digit = std::ranges::any_of(text, is_digit);
  piece.han = static_cast<unsigned char>(text[0]) >= 0xE2 && has_han(text);
  piece.word = &look_up(text);
  // "3f", "3rd", "5b": a floor, or a number with its ending.
  work.pieces.push_back(piece);
}

// Longest match of street words in a run of Han; the rest is words of their own.
void add_han_run(std::string_view run, Workspace& work) {
  std::size_t plain_from = 0;
  const std::size_t longest = street_words().longest_han;
  for (std::size_t at = 0; at < run.size();) {
    std::size_t taken = 0;
    for (std::size_t size = std::min(longest, (run.size() - at) / 3); size >= 1; --size) {
      if (look_up(run.substr(at, size * 3)).kind != WordKind::plain) {
        taken = size * 3;
        break;
      }
    }
    if (taken == 0) {
      next_code_point(run, at);
      continue;
    }
    if (at > plain_from) add_piece(run.substr(plain_from, at - plain_from), false, work);
    add_piece(run.substr(at, taken), false, work);
    at += taken;
    plain_from = at;
  }
  if (run.size() > plain_from) add_piece(run.substr(plain_from), false, work);
}

void cut_line(std::string_view folded, Workspace& work) {
  work.pieces.clear();
  bool after_hash = false;
  for (std::size_t at = 0; at < folded.size();) {
    const char c = folded[at];
    if (!is_word_byte(c)) {
      if (c == '#') after_hash = true;
      ++at;
      continue;
    }
    std::size_t end = at;
    const bool high = static_cast<unsigned char>(c) >= 0xE2;
    while (end < folded.size() && is_word_byte(folded[end]) &&
           (static_cast<unsigned char>(folded[end]) >= 0xE2) == high) {
      if (high) {
        next_code_point(folded, end);
      } else if (static_cast<unsigned char>(folded[end]) >= 0x80) {
        next_code_point(folded, end);
      } else {
        ++end;
      }
    }
    if (high) {
      add_han_run(folded.substr(at, end - at), work);
    } else {
      add_piece(folded.substr(at, end - at), after_hash, work);
    }
    after_hash = false;
    at = end;
  }
}

// "p o box" and "apartado postal" as one piece; looks three words ahead.
void join_boxes(Workspace& work) {
  auto& pieces = work.pieces;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    for (std::size_t length = std::min<std::size_t>(3, pieces.size() - i); length >= 2; --length) {
      char joined[24];
      std::size_t size = 0;
      bool fits = true;
      for (std::size_t k = i; k < i + length && fits; ++k) {
        fits = size + pieces[k].text.size() <= sizeof joined;
        if (fits) size += pieces[k].text.copy(joined + size, pieces[k].text.size());
      }
      if (!fits) continue;
      const StreetWord& word = look_up({joined, size});
      if (word.kind != WordKind::box) continue;
      pieces[i].word = &word;
      pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                   pieces.begin() + static_cast<std::ptrdiff_t>(i + length));
      break;
    }
  }
}

// 3rd, 3f, 3-f: the number alone, and whether the letters said floor.
std::string_view number_of(std::string_view text, bool& is_floor) {
  is_floor = false;
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  if (digits == 0) return text;
  const std::string_view ending = text.substr(digits);
  if (ending == "f" || ending == "fl") {
    is_floor = true;
    return text.substr(0, digits);
  }
  if (ending == "st" || ending == "nd" || ending == "rd" || ending == "th")
    return text.substr(0, digits);
  return text;
}

std::uint64_t hash_number(std::string_view text) {
  while (text.size() > 1 && text[0] == '0') text.remove_prefix(1);
  return base::hash_bytes(text);
}

constexpr std::uint64_t kUnitSeed = 0x756e6974ULL, kFloorSeed = 0x666c6f6fULL;

bool may_be_unit_value(const Piece& piece) {
  return piece.word->kind == WordKind::plain && (piece.has_digit || piece.text.size() <= 2);
}

// A plain word: Han as its syllables, so that characters and Pinyin agree; Pinyin of a Chinese
// address the same way.
void add_plain(const Piece& piece, bool chinese, std::vector<std::uint64_t>& hashes) {
  if (piece.han) {
    std::u32string run;
    for (std::size_t at = 0; at < piece.text.size();)
      run.push_back(next_code_point(piece.text, at));
    for (const std::string& syllable : pinyin_syllables(run, HanUse::words)) {
      hashes.push_back(base::hash_bytes(syllable));
    }
    return;
  }
  std::array<std::uint8_t, 8> ends{};
  if (const std::size_t count = chinese ? cut_pinyin(piece.text, ends) : 0; count > 0) {
    for (std::size_t i = 0, from = 0; i < count; from = ends[i++]) {
      hashes.push_back(base::hash_bytes(piece.text.substr(from, ends[i] - from)));
    }
    return;
  }
  hashes.push_back(piece.has_digit ? hash_number(piece.text) : base::hash_bytes(piece.text));
}

bool is_chinese(std::string_view country) {
  return country == "CN" || country == "TW" || country == "HK" || country == "MO";
}

// Sorts the words of the line into building and unit.
void read_line(bool chinese, Workspace& work, AddressKey& result) {
  auto& pieces = work.pieces;
  std::vector<bool> used(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const WordKind kind = pieces[i].word->kind;
    if (kind != WordKind::unit && kind != WordKind::floor) continue;
    // The value stands behind the word (Apt 5), or before it (3rd Floor, 5楼, 401室).
    const bool value_first = pieces[i].han;
    const auto fits = [&](std::size_t k) {
      return k < pieces.size() && !used[k] && may_be_unit_value(pieces[k]);
    };
    const std::size_t before = i - 1, behind = i + 1;
    const bool take_before = i > 0 && fits(before) && pieces[before].has_digit &&
                             (value_first || !fits(behind) || kind == WordKind::floor);
    const std::size_t value = take_before ? before : behind;
    if (!take_before && !fits(behind)) {
      // Without a value it is part of a name ("Floor Tiles Lane"), and so it stays.
      continue;
    }
    bool says_floor = false;
    const std::string_view number = number_of(pieces[value].text, says_floor);
    work.unit.push_back(
        base::mix(kind == WordKind::floor ? kFloorSeed : kUnitSeed, hash_number(number)));
    used[i] = used[value] = true;
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (used[i]) continue;
    const Piece& piece = pieces[i];
    bool says_floor = false;
    const std::string_view number = number_of(piece.text, says_floor);
    if (piece.after_hash || says_floor) {
      // "#5" behind other words is a unit; in front ("#5 Main St", "Calle #5") it is the house
      // number.
      const bool has_number = std::ranges::any_of(std::span(pieces).first(i),
                                                  [](const Piece& p) { return p.has_digit; });
      if (says_floor || has_number) {
        work.unit.push_back(base::mix(says_floor ? kFloorSeed : kUnitSeed, hash_number(number)));
        continue;
      }
    }
    switch (piece.word->kind) {
      case WordKind::drop:
      case WordKind::number: break;
      case WordKind::box:
        result.is_box = true;
        work.building.push_back(base::hash_bytes("box"));
        break;
      case WordKind::plain:
        if (number.size() != piece.text.size()) {
          work.building.push_back(hash_number(number));
        } else {
          add_plain(piece, chinese, work.building);
        }
        break;
      default: work.building.push_back(base::hash_bytes(piece.word->canonical));
    }
  }
}

// Letters and digits alone; 0 when fewer than three or all the same.
std::uint64_t postcode_hash(std::string_view postcode, bool united_states, Workspace& work) {
  fold_into(postcode, work.folded);
  std::erase_if(work.folded, [](char c) { return !is_word_byte(c); });
  if (united_states && work.folded.size() == 9) work.folded.resize(5);
  if (work.folded.size() < 3) return 0;
  if (work.folded.find_first_not_of(work.folded[0]) == std::string::npos) return 0;
  return base::hash_bytes(work.folded, 1);
}

std::uint64_t town_hash(std::string_view town, Workspace& work) {
  fold_into(town, work.folded);
  std::string& folded = work.folded;
  if (has_han(folded)) {
    std::u32string run;
    for (std::size_t at = 0; at < folded.size();)
      run.push_back(simplify(next_code_point(folded, at)));
    std::string& latin = work.latin;
    latin.clear();
    for (const NamePart& part : split_firm_name(run)) {
      if (part.kind == NamePart::Kind::place) {
        latin += part.latin;
        continue;
      }
      for (const std::string& syllable : pinyin_syllables(part.characters, HanUse::words))
        latin += syllable;
    }
    folded = latin;
  }
  for (const char* ending : {" city", " shi", " municipality"}) {
    if (folded.ends_with(ending)) folded.resize(folded.size() - std::string_view(ending).size());
  }
  std::erase_if(folded, [](char c) { return !is_word_byte(c); });
  if (folded.empty() || is_placeholder_name(folded)) return 0;
  return base::hash_bytes(folded, 2);
}

std::uint64_t combine(std::uint64_t seed, std::vector<std::uint64_t>& hashes) {
  std::ranges::sort(hashes);
  for (const std::uint64_t hash : hashes) seed = base::mix(seed, hash);
  return seed == 0 ? 1 : seed;
}

}  // namespace

AddressKey address_key(const AddressFields& address) {
  AddressKey result;
  Workspace& work = workspace();
  if (address.street.empty() || address.country.size() < 2) return result;
  char country[2] = {address.country[0], address.country[1]};
  for (char& c : country) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  const std::string_view code(country, 2);
  std::uint64_t town = postcode_hash(address.postcode, code == "US", work);
  if (town == 0) town = town_hash(address.city, work);
  if (town == 0) town = town_hash(address.region, work);
  if (town == 0) return result;

  fold_into(address.street, work.folded);
  if (is_placeholder_name(work.folded)) return result;
  work.building.clear();
  work.unit.clear();
  cut_line(work.folded, work);
  join_boxes(work);
  read_line(is_chinese(code), work, result);
  // One bare word ("Main", "12") is no address.
  if (work.building.size() < 2) return result;
  result.has_unit = !work.unit.empty();
  const std::uint64_t seed = base::mix(town, base::hash_bytes(code));
  result.building_key = combine(seed, work.building);
  result.place_key = result.has_unit ? combine(base::mix(result.building_key, kUnitSeed), work.unit)
                                     : result.building_key;
  return result;
}

AddressKey address_key(std::string_view street, std::string_view city, std::string_view postcode,
                       std::string_view region, std::string_view country) {
  return address_key({street, city, postcode, region, country});
}

}  // namespace chokepoint::text
