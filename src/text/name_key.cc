#include "text/name_key.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "text/han.h"
#include "text/name_tokens.h"
#include "text/name_words.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

constexpr std::uint64_t kPersonSeed = 0x706572736f6eULL, kFirmSeed = 0x6669726dULL;

// Buffers of one thread, so that a name costs no allocation.
struct Workspace {
  std::string folded, joined, latin;
  NameTokens tokens;
  std::vector<std::uint64_t> hashes;
};

Workspace& workspace() {
  static thread_local Workspace instance;
  return instance;
}

std::uint64_t never_zero(std::uint64_t hash) {
  return hash == 0 ? 1 : hash;
}

bool reads_han_in_mandarin(std::string_view country) {
  return country != "JP" && country != "KR" && country != "jp" && country != "kr" &&
         country != "KP";
}

// No letters, or one letter or digit over and over.
bool says_nothing(std::string_view joined) {
  bool letters = false, varied = false;
  char first = 0;
  for (const char c : joined) {
    if (c == ' ') continue;
    if (first == 0) first = c;
    varied = varied || c != first;
    letters = letters || static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z');
  }
  return !letters || (!varied && joined.size() > 2);
}

// What the words say about the kind of name; legal forms by the word at which they start.
struct Reading {
  std::array<LegalForm, NameTokens::kMaxTokens> forms{};
  std::array<std::uint32_t, NameTokens::kMaxTokens> business{};
  std::uint8_t form = 0;
  bool organisation = false;
};

void read_words(std::span<const NameToken> words, Reading& reading) {
  bool weak_form = false;
  for (std::size_t i = 0; i < words.size();) {
    const LegalForm form = find_legal_form(words, i);
    // A form never is the whole name, and a weak one never stands in front.
    if (form.kind != 0 && form.length < words.size()) {
      reading.forms[i] = form;
      if (!form.weak) reading.organisation = true;
      weak_form = weak_form || form.weak;
      i += form.length;
      continue;
    }
    reading.business[i] = business_word(words[i].text);
    if (reading.business[i] != 0 && words.size() > 1) reading.organisation = true;
    ++i;
  }
  if (weak_form && !reading.organisation) {
    for (LegalForm& form : reading.forms) form = {};
  }
}

void hash_syllables(std::u32string_view run, std::vector<std::uint64_t>& hashes) {
  for (const std::string& syllable : pinyin_syllables(run, HanUse::person)) {
    hashes.push_back(base::hash_bytes(syllable));
  }
}

bool is_all_han(std::u32string_view run) {
  return std::ranges::all_of(run, is_han);
}

// "lv" and "lyu" are "lu" with the two dots gone.
std::uint64_t hash_of_syllable(std::string_view syllable) {
  if (syllable == "lv" || syllable == "lyu") return base::hash_bytes("lu");
  if (syllable == "nv" || syllable == "nyu") return base::hash_bytes("nu");
  return base::hash_bytes(syllable);
}

// True when every word is Pinyin and together they can be a Chinese name; fills the hashes of the
// syllables.
bool cut_as_pinyin(std::span<const NameToken> words, std::vector<std::uint64_t>& hashes) {
  std::size_t letters = 0;
  for (const NameToken& word : words) letters += word.text.size();
  if (words.size() > 4 || letters > 24) return false;
  for (const NameToken& word : words) {
    if (is_title(word.text)) continue;
    std::array<std::uint8_t, 8> ends{};
    const std::size_t count = cut_pinyin(word.text, ends);
    if (count == 0 || count > 4) return false;
    std::size_t from = 0;
    for (std::size_t i = 0; i < count; from = ends[i++]) {
      hashes.push_back(hash_of_syllable(word.text.substr(from, ends[i] - from)));
    }
  }
  return !hashes.empty() && hashes.size() <= 5;
}

std::uint64_t person_key(std::span<const NameToken> words, std::string_view country,
                         Workspace& work) {
  auto& hashes = work.hashes;
  hashes.clear();
  const bool east_asian =
      std::ranges::any_of(words, [](const NameToken& w) { return w.east_asian; });
  if (east_asian || !cut_as_pinyin(words, hashes)) {
    hashes.clear();
    for (const NameToken& word : words) {
      if (is_title(word.text)) continue;
      if (word.east_asian) {
        const std::u32string run = to_points(word.text);
        if (is_all_han(run) && run.size() <= 6 && reads_han_in_mandarin(country)) {
          hash_syllables(run, hashes);
        } else {
          hashes.push_back(base::hash_bytes(simplify_han(word.text)));
        }
      } else {
        hashes.push_back(base::hash_bytes(word.text));
      }
    }
  }
  std::ranges::sort(hashes);
  std::uint64_t key = kPersonSeed;
  for (const std::uint64_t hash : hashes) key = base::mix(key, hash);
  return key;
}

void append_without_spaces(std::string& latin, std::string_view text) {
  for (const char c : text) {
    if (c != ' ') latin.push_back(c);
  }
}

// Appends what a Latin document would write for a run; the legal form goes to `form`.
void append_firm_run(std::span<const NamePart> parts, std::string_view country, std::string& latin,
                     std::uint8_t& form) {
  for (const NamePart& part : parts) {
    switch (part.kind) {
      case NamePart::Kind::legal_form: form = part.legal_form; break;
      case NamePart::Kind::place:
      case NamePart::Kind::trade: append_without_spaces(latin, part.latin); break;
      case NamePart::Kind::brand:
        if (is_all_han(part.characters) && reads_han_in_mandarin(country)) {
          for (const auto& syllable : pinyin_syllables(part.characters, HanUse::words))
            latin += syllable;
        } else {
          for (const char32_t c : part.characters) append_code_point(latin, c);
        }
    }
  }
}

void firm_key(std::span<const NameToken> words, const Reading& reading, std::string_view country,
              Workspace& work, NameKey& result) {
  std::string& latin = work.latin;
  latin.clear();
  std::uint8_t form = 0;
  for (std::size_t i = 0; i < words.size();) {
    if (reading.forms[i].kind != 0) {
      form = reading.forms[i].kind;
      i += reading.forms[i].length;
      continue;
    }
    if (reading.business[i] != 0) {
      append_without_spaces(latin, business_word_name(reading.business[i]));
    } else if (words[i].east_asian) {
      append_firm_run(split_firm_name(to_points(words[i].text)), country, latin, form);
    } else if (!is_filler(words[i].text)) {
      latin += words[i].text;
    }
    ++i;
  }
  result.core_key = never_zero(base::hash_bytes(latin, kFirmSeed));
  result.key = result.core_key;
  if (form != 0) {
    const std::uint64_t form_hash = base::hash_bytes(legal_form_name(form));
    result.key = never_zero(base::mix(result.core_key, form_hash));
  }
}

}  // namespace

NameKey name_key(std::string_view name, std::string_view country) {
  Workspace& work = workspace();
  NameKey result;
  fold_into(name, work.folded);
  work.tokens.read(work.folded);
  const std::span<const NameToken> words = work.tokens.words();
  result.is_masked = work.tokens.has_mask();
  result.token_count = static_cast<std::uint8_t>(std::min<std::size_t>(words.size(), 255));
  work.joined.clear();
  for (const NameToken& word : words) {
    if (!work.joined.empty()) work.joined.push_back(' ');
    work.joined += word.text;
  }
  result.is_placeholder =
      says_nothing(work.joined) || (work.joined.size() <= 40 && is_placeholder_name(work.joined));
  if (words.empty()) return result;

  Reading reading;
  read_words(words, reading);
  for (const NameToken& word : words) {
    if (!word.east_asian || reading.organisation) continue;
    reading.organisation = is_firm_name(split_firm_name(to_points(word.text)));
  }
  result.looks_like_organisation = reading.organisation;
  if (result.is_placeholder) return result;
  if (reading.organisation) {
    firm_key(words, reading, country, work, result);
  } else {
    result.key = result.core_key = never_zero(person_key(words, country, work));
  }
  return result;
}

}  // namespace chokepoint::text
