#include "text/name_words.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/check.h"
#include "text/data_table.h"
#include "text/edit_distance.h"
#include "text/foreign_sound.h"
#include "text/han.h"
#include "text/normal_form.h"
#include "text/utf8.h"
#include "text/word_map.h"
#include "text/word_meanings.h"

namespace chokepoint::text {
namespace {

std::u32string simplified_points(std::string_view text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) points.push_back(simplify(next_code_point(text, at)));
  return points;
}

bool is_east_asian_text(std::string_view text) {
  std::size_t at = 0;
  const Script script = script_of(next_code_point(text, at));
  return script == Script::han || script == Script::kana || script == Script::hangul;
}

// English words as their sound would be written: kemikal, texnolojy, korporashn.
std::string english_in_letters(std::string_view word) {
  std::string written;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const std::string_view rest = word.substr(i);
    const char next = i + 1 < word.size() ? word[i + 1] : ' ';
    const bool soft = next == 'e' || next == 'i' || next == 'y';
    if (rest.starts_with("tion")) {
      written += "sh";
      i += 1;
    } else if (rest.starts_with("ch")) {
      written += 'k';
      i += 1;
    } else if (word[i] == 'c') {
      written += soft ? 's' : 'k';
    } else if (word[i] == 'g' && soft) {
      written += 'j';
    } else {
      written += word[i];
    }
  }
  return written;
}

// Consonants in coarse classes; v as b, which Bengali writes for it.
std::string loan_sound(std::string_view word) {
  std::string sound = loose_sound(word);
  std::ranges::replace(sound, 'v', 'p');
  return sound;
}

struct Lexicon {
  // Legal forms: words to numbers, and a tree of numbers. Node 0 is the root.
  struct Node {
    std::uint8_t kind = 0;
    bool weak = false;
  };
  WordMap form_words;
  std::unordered_map<std::uint64_t, std::uint32_t> children;  // node << 32 | word
  std::vector<Node> nodes{1};
  std::vector<bool> starts_form;  // by word number
  std::vector<std::string> kinds{""};
  // Words of six letters and more with every one letter left out, to the word's number.
  WordMap shortened;
  WordMap shortened_any;  // the same of words of three letters and more

  WordMap business;
  std::vector<std::string> business_names{""};
  WordMap titles, fillers, placeholders;
  WordMap loan_sounds;  // to their place in loan_words
  std::vector<std::string> loan_words;

  std::map<std::u32string, NamePart, std::less<>> east_asian;
  std::size_t longest_part = 1;

  Lexicon() {
    for (const auto& row : read_table("names/legal_forms.tsv")) add_form(row);
    for (const auto& row : read_table("names/business_words.tsv")) add_business(row);
    for (const auto& row : read_table("names/titles.txt")) titles.add(fold(row[0]), 1);
    for (const auto& row : read_table("names/placeholders.txt")) placeholders.add(fold(row[0]), 1);
    for (const auto& row : read_table("names/loan_words.txt")) {
      loan_sounds.add(loan_sound(english_in_letters(row[0])),
                      static_cast<std::uint32_t>(loan_words.size()));
      loan_words.push_back(row[0]);
    }
    for (const char* word :
         {"and", "the", "of",    "et",  "und",  "y",     "e",   "de",     "del",   "for",   "i",
          "och", "in",  "on",    "at",  "by",   "to",    "la",  "el",     "los",   "las",   "en",
          "le",  "les", "des",   "du",  "da",   "do",    "dos", "der",    "die",   "das",   "tis",
          "tou", "ton", "kai",   "po",  "dlya", "imeni", "im",  "imieni", "named", "after", "w",
          "di",  "dei", "della", "van", "het",  "ve",    "al",  "ol",     "ul"}) {
      fillers.add(word, 1);
    }
    for (const auto& row : read_table("names/places.tsv")) {
      if (row.size() < 3 || simplified_points(row[2]).size() < 2) continue;
      NamePart part;
      part.kind = NamePart::Kind::place;
      part.latin = row[0];
      part.only_in_front = true;
      add_part(row[2], part);
    }
    for (const auto& row : read_table("names/han_places.tsv")) {
      NamePart part;
      part.kind = NamePart::Kind::place;
      part.latin = row[1];
      add_part(row[0], part);
    }
  }

  std::uint8_t kind_number(const std::string& name) {
    const auto found = std::ranges::find(kinds, name);
    if (found != kinds.end()) return static_cast<std::uint8_t>(found - kinds.begin());
    kinds.push_back(name);
    return static_cast<std::uint8_t>(kinds.size() - 1);
  }

  void add_form(const std::vector<std::string>& row) {
    CHECK(row.size() == 3);
    const std::uint8_t kind = kind_number(row[1]);
    const std::string form = fold(row[0]);
    if (is_east_asian_text(form)) {
      NamePart part;
      part.kind = NamePart::Kind::legal_form;
      part.legal_form = kind;
      add_part(form, part);
    }
    std::uint32_t node = 0;
    for (const std::string& word : split_words(form)) {
      form_words.add(word, static_cast<std::uint32_t>(form_words.size()));
      const std::uint32_t number = form_words.find(word);
      if (word.size() >= 6) add_shortened(word, number, shortened);
      if (word.size() >= 3) add_shortened(word, number, shortened_any);
      starts_form.resize(std::max<std::size_t>(starts_form.size(), number + 1));
      if (node == 0) starts_form[number] = true;
      const auto [child, fresh] = children.try_emplace(std::uint64_t{node} << 32 | number,
                                                       static_cast<std::uint32_t>(nodes.size()));
      if (fresh) nodes.emplace_back();
      node = child->second;
    }
    if (nodes[node].kind == 0) nodes[node] = {kind, row[2] == "1"};
  }

  static void add_shortened(const std::string& word, std::uint32_t number, WordMap& map) {
    if (word.size() > 24 || !is_ascii(word)) return;
    map.add(word, number);
    for (std::size_t i = 0; i < word.size(); ++i) {
      std::string shorter = word;
      map.add(shorter.erase(i, 1), number);
    }
  }

  void add_business(const std::vector<std::string>& row) {
    CHECK(row.size() == 3);
    const auto number = static_cast<std::uint32_t>(business_names.size());
    business_names.push_back(row[0]);
    for (const std::string& word : split_words(row[1])) {
      business.add(fold(word), number);
      business.add(word_stem(fold(word)), number);
    }
    for (const std::string& word : split_words(row[2])) {
      NamePart part;
      part.kind = NamePart::Kind::trade;
      part.latin = row[0];
      add_part(word, part);
    }
  }

  void add_part(std::string_view characters, NamePart part) {
    part.characters = simplified_points(characters);
    longest_part = std::max(longest_part, part.characters.size());
    const std::u32string key = part.characters;
    east_asian.try_emplace(key, std::move(part));
  }
};

const Lexicon& lexicon() {
  static const Lexicon instance;
  return instance;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_division(char32_t c) {
  return c == U'市' || c == U'省' || c == U'县' || c == U'区' || c == U'镇';
}

}  // namespace

LegalForm find_legal_form(std::span<const NameToken> words, std::size_t from) {
  const Lexicon& lex = lexicon();
  const std::uint32_t first = lex.form_words.find(words[from].text);
  if (first == WordMap::kAbsent || !lex.starts_form[first]) return {};
  LegalForm best;
  std::uint32_t node = 0, word = first;
  bool sign = words[from].after_comma || words[from].dotted;
  for (std::size_t at = from; at < words.size() && at - from < 8;) {
    const auto child = lex.children.find(std::uint64_t{node} << 32 | word);
    if (child == lex.children.end()) break;
    node = child->second;
    sign = sign || words[at].dotted;
    ++at;
    if (lex.nodes[node].kind != 0) {
      best = {lex.nodes[node].kind, static_cast<std::uint8_t>(at - from),
              lex.nodes[node].weak && !sign, lex.nodes[node].weak};
    }
    if (at == words.size()) break;
    word = lex.form_words.find(words[at].text);
    if (word == WordMap::kAbsent) break;
  }
  return best;
}

std::string_view legal_form_name(std::uint8_t kind) {
  return lexicon().kinds[kind];
}

static bool is_near(std::string_view word, const WordMap& shortened) {
  if (word.size() > 24 || !std::ranges::all_of(word, is_letter_or_digit)) return false;
  const auto fits = [&](std::string_view shorter) {
    const std::uint32_t number = shortened.find(shorter);
    return number != WordMap::kAbsent &&
           edit_distance(word, lexicon().form_words.word(number)) <= 1;
  };
  if (fits(word)) return true;
  for (std::size_t i = 0; i < word.size(); ++i) {
    std::string shorter(word);
    shorter.erase(i, 1);
    if (fits(shorter)) return true;
  }
  return false;
}

bool is_slip_of_legal_form(std::string_view word) {
  return word.size() >= 5 && is_near(word, lexicon().shortened);
}

bool is_near_legal_form_word(std::string_view word) {
  return word.size() >= 2 && is_near(word, lexicon().shortened_any);
}

bool is_legal_form_word(std::string_view word) {
  return lexicon().form_words.contains(word);
}

std::uint32_t business_word(std::string_view word) {
  const WordMap& business = lexicon().business;
  std::uint32_t number = business.find(word);
  if (number == WordMap::kAbsent && !is_ascii(word)) number = business.find(word_stem(word));
  for_each_inflection(word, [&](std::string_view form) {
    if (number == WordMap::kAbsent) number = business.find(form);
  });
  return number == WordMap::kAbsent ? 0 : number;
}

std::string_view business_word_name(std::uint32_t number) {
  return lexicon().business_names[number];
}

std::string_view loan_word(std::string_view latin) {
  const std::uint32_t number = lexicon().loan_sounds.find(loan_sound(latin));
  return number == WordMap::kAbsent ? std::string_view() : lexicon().loan_words[number];
}

bool is_title(std::string_view word) {
  return lexicon().titles.contains(word);
}
bool is_filler(std::string_view word) {
  return lexicon().fillers.contains(word);
}
bool is_placeholder_name(std::string_view name) {
  return lexicon().placeholders.contains(name);
}

// Nothing follows, or a legal form.
static bool ends_name(std::u32string_view rest) {
  for (const std::u32string_view form : {U"有限", U"公司", U"集团", U"株式", U"股份", U"责任"}) {
    if (rest.starts_with(form)) return true;
  }
  return rest.empty();
}

std::vector<NamePart> split_firm_name(std::u32string_view run) {
  const Lexicon& lex = lexicon();
  std::u32string simple;
  for (const char32_t c : run) simple.push_back(simplify(c));
  std::vector<NamePart> parts;
  // What stands alone in brackets before or behind a name: (주), (株), (有).
  if (simple == U"주" || simple == U"株" || simple == U"유" || simple == U"有") {
    const bool limited = simple == U"유" || simple == U"有";
    const auto form = lex.east_asian.find(limited ? U"有限会社" : U"株式会社");
    if (form != lex.east_asian.end()) return {form->second};
  }
  for (std::size_t at = 0; at < simple.size();) {
    const NamePart* found = nullptr;
    for (std::size_t size = std::min(lex.longest_part, simple.size() - at); size >= 1; --size) {
      const auto entry = lex.east_asian.find(std::u32string_view(simple).substr(at, size));
      if (entry == lex.east_asian.end()) continue;
      // One character is a trade word only behind something longer and at the end (恒信贸, 恒信厂).
      if (size == 1 && (at < 2 || !ends_name(std::u32string_view(simple).substr(at + 1)))) continue;
      const bool in_brand = !parts.empty() && parts.back().kind == NamePart::Kind::brand;
      if (entry->second.only_in_front && in_brand) continue;
      found = &entry->second;
      break;
    }
    if (found != nullptr) {
      parts.push_back(*found);
      at += found->characters.size();
      if (found->kind == NamePart::Kind::place && at < simple.size() && is_division(simple[at]))
        ++at;
      continue;
    }
    if (parts.size() > 1 && is_division(simple[at]) && at + 2 < simple.size() &&
        parts.back().kind == NamePart::Kind::brand && parts.back().characters.size() <= 3 &&
        parts[parts.size() - 2].kind == NamePart::Kind::place) {
      // Ningbo's Beilun district: a place that is in no table.
      parts.back().kind = NamePart::Kind::place;
      ++at;
      continue;
    }
    if (parts.empty() || parts.back().kind != NamePart::Kind::brand) parts.emplace_back();
    parts.back().characters.push_back(simple[at++]);
  }
  return parts;
}

bool is_firm_name(std::span<const NamePart> parts) {
  std::size_t characters = 0;
  bool trade = false;
  for (const NamePart& part : parts) {
    if (part.kind == NamePart::Kind::legal_form) return true;
    trade = trade || part.kind == NamePart::Kind::trade;
    characters += part.characters.size();
  }
  return trade && characters >= 4;
}

}  // namespace chokepoint::text
