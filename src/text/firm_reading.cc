#include "text/firm_reading.h"

#include <algorithm>
#include <array>

#include "text/data_table.h"
#include "text/firm_words.h"
#include "text/han.h"
#include "text/name_lists.h"
#include "text/name_words.h"
#include "text/reading_builder.h"
#include "text/romanise.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

// English words for the characters of a brand; empty when none has any.
std::vector<std::string> brand_meaning(std::u32string_view brand) {
  const NameLists& table = name_lists();
  std::vector<std::string> words;
  for (std::size_t at = 0; at < brand.size();) {
    bool found_one = false;
    for (std::size_t size = std::min(table.longest_meaning, brand.size() - at); size >= 2; --size) {
      const auto found = table.meanings.find(brand.substr(at, size));
      if (found == table.meanings.end()) continue;
      for (std::string& word : split_words(found->second)) words.push_back(std::move(word));
      at += size;
      found_one = true;
      break;
    }
    if (!found_one) return {};
  }
  return words;
}

enum class BrandUse { characters, pinyin, wade_giles, cantonese, japanese, meaning };

void add_brand(std::u32string_view brand, BrandUse use, TokenKind kind, ReadingBuilder& builder) {
  const std::string written = to_bytes(brand);
  if (use != BrandUse::characters && main_script(written) == Script::kana) {
    if (has_han(written)) return builder.add(read_japanese_brand(brand), kind);
    return builder.add(romanise(written, "JP"), kind, Script::kana);
  }
  switch (use) {
    case BrandUse::characters: return builder.add_characters(to_bytes(brand), kind);
    case BrandUse::meaning:
      for (const std::string& word : brand_meaning(brand)) {
        SourceWord source;
        source.latin = word;
        add_english(word, source, builder);
      }
      return;
    case BrandUse::japanese: return builder.add(read_japanese_brand(brand), kind);
    default: break;
  }
  const auto readings = read_brand(brand);
  const std::size_t index = use == BrandUse::pinyin ? 0 : use == BrandUse::wade_giles ? 1 : 2;
  std::string letters;
  for (const char c : readings[index].words[0]) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters.push_back(c);
  }
  builder.add(letters, kind);
}

void add_firm_parts(std::span<const NamePart> parts, BrandUse use, ReadingBuilder& builder) {
  for (const NamePart& part : parts) {
    const std::string characters = to_bytes(part.characters);
    switch (part.kind) {
      case NamePart::Kind::legal_form:
        builder.add_legal_form("", part.legal_form, Script::han);
        break;
      case NamePart::Kind::place: {
        if (part.latin.empty()) {
          add_brand(part.characters, use, TokenKind::place, builder);
          break;
        }
        std::string latin = part.latin;
        std::erase(latin, ' ');
        builder.add_meaning(latin, TokenKind::place, name_lists().places.find(latin), kPlaceWeight);
        break;
      }
      case NamePart::Kind::trade:
        for (const std::string& word : split_words(part.latin)) {
          const std::uint32_t number = business_word(word);
          if (number != 0) {
            builder.add_meaning(word, TokenKind::business, number, kBusinessWeight);
          } else {
            builder.add_common_word(word, word, Script::latin);
          }
        }
        break;
      case NamePart::Kind::brand: {
        if (const std::uint32_t place = name_lists().places.find(characters);
            place != WordMap::kAbsent) {
          builder.add_meaning("", TokenKind::place, place, kPlaceWeight);
        } else {
          add_brand(part.characters, use, TokenKind::plain, builder);
        }
      }
    }
  }
}

// Korean firms spell Latin letters by their names: 엘지 is LG. Empty for other words.
std::string letters_by_name(std::u32string_view word) {
  struct Letter {
    std::u32string_view name;
    char letter;
  };
  static constexpr std::array<Letter, 27> kLetters = {{
      {U"더블유", 'w'}, {U"에이치", 'h'}, {U"에이", 'a'}, {U"비", 'b'},   {U"씨", 'c'},
      {U"디", 'd'},     {U"이", 'e'},     {U"에프", 'f'}, {U"지", 'g'},   {U"아이", 'i'},
      {U"제이", 'j'},   {U"케이", 'k'},   {U"엘", 'l'},   {U"엠", 'm'},   {U"엔", 'n'},
      {U"오", 'o'},     {U"피", 'p'},     {U"큐", 'q'},   {U"알", 'r'},   {U"에스", 's'},
      {U"티", 't'},     {U"유", 'u'},     {U"브이", 'v'}, {U"엑스", 'x'}, {U"와이", 'y'},
      {U"제트", 'z'},   {U"시", 'c'},
  }};
  std::string letters;
  while (!word.empty()) {
    const auto letter =
        std::ranges::find_if(kLetters, [&](const Letter& l) { return word.starts_with(l.name); });
    if (letter == kLetters.end()) return {};
    letters += letter->letter;
    word.remove_prefix(letter->name.size());
  }
  return letters.size() >= 2 ? letters : std::string();
}

bool is_japanese_form(const NamePart& part) {
  return part.kind == NamePart::Kind::legal_form &&
         (part.characters == U"株式会社" || part.characters == U"有限会社" ||
          part.characters == U"合同会社" || part.characters == U"合资会社");
}

}  // namespace

void read_firm_name(const NameSource& source, ParsedName& name) {
  const bool east_asian =
      std::ranges::any_of(source.words, [](const SourceWord& w) { return w.east_asian; });
  if (!east_asian) {
    Reading reading;
    ReadingBuilder builder(reading, source.weights, !name.is_person);
    add_firm_words(source.tokens, source.words, builder);
    add_reading(name, std::move(reading));
    return;
  }
  std::vector<std::vector<NamePart>> runs(source.words.size());
  bool meaning = false, han = false, japanese = source.country == "JP";
  for (std::size_t i = 0; i < source.words.size(); ++i) {
    if (!source.words[i].east_asian) continue;
    runs[i] = split_firm_name(to_points(source.words[i].original));
    for (const NamePart& part : runs[i]) {
      japanese = japanese || is_japanese_form(part);
      if (part.kind != NamePart::Kind::brand) continue;
      meaning = meaning || !brand_meaning(part.characters).empty();
      han = han || std::ranges::any_of(part.characters, is_han);
      japanese = japanese || !read_japanese_brand(part.characters).empty();
    }
  }
  struct Use {
    BrandUse brand;
    Romanisation romanisation;
  };
  for (const Use use : {Use{BrandUse::characters, Romanisation::characters},
                        Use{BrandUse::pinyin, Romanisation::pinyin},
                        Use{BrandUse::wade_giles, Romanisation::wade_giles},
                        Use{BrandUse::cantonese, Romanisation::cantonese},
                        Use{BrandUse::japanese, Romanisation::japanese},
                        Use{BrandUse::meaning, Romanisation::as_written}}) {
    if (use.brand == BrandUse::meaning && !meaning) continue;
    if (use.brand == BrandUse::japanese && !japanese) continue;
    Reading reading{use.romanisation, false, false, {}};
    ReadingBuilder builder(reading, source.weights);
    for (std::size_t i = 0; i < source.words.size(); ++i) {
      if (!source.words[i].east_asian) {
        add_firm_words(source.tokens.subspan(i, 1), std::span(source.words).subspan(i, 1), builder);
        continue;
      }
      if (!han && use.brand != BrandUse::characters &&
          main_script(source.words[i].original) == Script::hangul) {
        for (const NamePart& part : runs[i]) {
          const std::string letters = letters_by_name(part.characters);
          if (!letters.empty()) {
            builder.add(letters, TokenKind::plain);
          } else if (part.kind == NamePart::Kind::brand &&
                     name_lists().places.contains(to_bytes(part.characters))) {
            add_firm_parts(std::span(&part, 1), use.brand, builder);
          } else if (part.kind == NamePart::Kind::brand) {
            builder.add(romanise(to_bytes(part.characters), source.country), TokenKind::plain,
                        Script::hangul);
          } else {
            add_firm_parts(std::span(&part, 1), use.brand, builder);
          }
        }
        continue;
      }
      add_firm_parts(runs[i], use.brand, builder);
    }
    add_reading(name, std::move(reading));
  }
}

}  // namespace chokepoint::text
