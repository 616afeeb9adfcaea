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

void add_firm_parts(std::span<const NamePart> parts, BrandUse use, ReadingBuilder& builder) {
  for (const NamePart& part : parts) {
    const std::string characters = to_bytes(part.characters);
    switch (part.kind) {
      case NamePart::Kind::legal_form:
        builder.add_meaning("", TokenKind::legal, part.legal_form, kLegalWeight);
        break;
      case NamePart::Kind::place: {
        std::string latin = part.latin;
        std::erase(latin, ' ');
        builder.add_meaning(latin, TokenKind::place, name_lists().places.find(latin), kPlaceWeight);
        break;
      }
      case NamePart::Kind::trade:
        for (const std::string& word : split_words(part.latin)) {
          const std::uint32_t number = business_word(word);
          if (number != 0) builder.add_meaning(word, TokenKind::business, number, kBusinessWeight);
        }
        break;
      case NamePart::Kind::brand: {
        if (const std::uint32_t place = name_lists().places.find(characters);
            place != WordMap::kAbsent) {
          builder.add_meaning("", TokenKind::place, place, kPlaceWeight);
        } else if (use == BrandUse::characters) {
          builder.add_characters(characters, TokenKind::plain);
        } else if (use == BrandUse::meaning) {
          for (const std::string& word : brand_meaning(part.characters))
            builder.add(word, TokenKind::plain);
        } else if (use == BrandUse::japanese) {
          builder.add(read_japanese_brand(part.characters), TokenKind::plain);
        } else {
          const auto readings = read_brand(part.characters);
          const std::size_t index = use == BrandUse::pinyin       ? 0
                                    : use == BrandUse::wade_giles ? 1
                                                                  : 2;
          std::string letters;
          for (const char c : readings[index].words[0]) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters.push_back(c);
          }
          builder.add(letters, TokenKind::plain);
        }
      }
    }
  }
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
          if (part.kind == NamePart::Kind::brand) {
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
