#include "world/names.h"

#include <algorithm>
#include <cctype>

namespace chokepoint::world {
namespace {

enum class Variation {
  canonical,
  spacing,
  hyphen,
  order_swap,
  truncation,
  transliteration,
  initials,
  typo
};

// Shares of an earlier design for synthetic border crossings (docs/internals/world.md).
Variation draw_variation(base::Rng& rng) {
  static constexpr double kCumulative[] = {0.56, 0.66, 0.74, 0.82, 0.87, 0.93, 0.97, 1.0};
  const double share = rng.uniform();
  int index = 0;
  while (share >= kCumulative[index]) ++index;
  return static_cast<Variation>(index);
}

constexpr std::uint64_t kPlain = 0;
bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void to_upper_ascii(std::string& text, std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i)
    text[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[i])));
}

void put_typo(std::string& text, std::size_t from, base::Rng& rng) {
  if (text.size() < from + 4) return;
  const std::size_t at = from + 1 + rng.below(text.size() - from - 2);
  if (!is_ascii_letter(text[at]) || !is_ascii_letter(text[at + 1])) return;
  switch (rng.below(3)) {
    case 0: std::swap(text[at], text[at + 1]); break;
    case 1: text.erase(at, 1); break;
    default: text[at] = static_cast<char>('a' + rng.below(26));
  }
}

// Cuts at a character's border.
void truncate(std::string& text, std::size_t from, std::size_t length) {
  if (text.size() <= from + length) return;
  std::size_t end = from + length;
  while (end > from && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  while (end > from && text[end - 1] == ' ') --end;
  text.resize(end);
}

const Forms& choose(const std::vector<Forms>& forms, base::Rng& rng) {
  return forms[rng.below(forms.size())];
}

void append_capital(const std::string& word, std::string& out) {
  const std::size_t at = out.size();
  out += word;
  if (at < out.size())
    out[at] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[at])));
}

// Form 0 pinyin, 1 Wade-Giles, 2 Han, 3 Cantonese surname with pinyin given name.
void append_chinese(const Culture& culture, const Actor& actor, Variation variation,
                    base::Rng& style, std::string& out) {
  std::size_t form = 0;
  if (variation == Variation::transliteration) form = 1 + style.below(3);
  base::Rng family(actor.family_seed), given(actor.given_seed);
  const std::string& surname = choose(culture.surnames, family).form(form);
  const Forms& first = choose(culture.given_names, given);
  const Forms* second = given.chance(0.75) ? &choose(culture.given_names, given) : nullptr;
  if (form == 2) {
    out += surname;
    out += first.form(2);
    if (second != nullptr) out += second->form(2);
    return;
  }
  const std::size_t given_form = form == 1 ? 1 : 0;
  std::string given_name;
  if (variation == Variation::initials) {
    append_capital(first.form(given_form).substr(0, 1), given_name);
    if (second != nullptr)
      given_name += '.', append_capital(second->form(given_form).substr(0, 1), given_name);
    given_name += '.';
  } else {
    append_capital(first.form(given_form), given_name);
    if (second != nullptr) {
      const bool is_spaced = variation == Variation::spacing,
                 is_hyphenated = variation == Variation::hyphen || form == 1;
      if (is_spaced)
        given_name += ' ', append_capital(second->form(given_form), given_name);
      else if (is_hyphenated)
        given_name += '-', given_name += second->form(given_form);
      else
        given_name += second->form(given_form);
    }
  }
  const bool surname_last =
      (base::mix(actor.given_seed, 7) % 3 == 0) != (variation == Variation::order_swap);
  if (surname_last)
    out += given_name, out += ' ', out += surname;
  else
    out += surname, out += ' ', out += given_name;
}

void append_western(const Culture& culture, const Actor& actor, Variation variation,
                    std::string& out) {
  base::Rng family(actor.family_seed), given(actor.given_seed);
  const bool is_other_form = variation == Variation::transliteration;
  std::string surname = choose(culture.surnames, family).form(is_other_form ? 1 : 0);
  if (culture.code == "es" && variation != Variation::hyphen) {
    surname += ' ';
    surname += choose(culture.surnames, family).form(is_other_form ? 1 : 0);
  }
  std::string first = choose(culture.given_names, given).form(is_other_form ? 1 : 0);
  const std::uint64_t middle = given.below(100);
  if (variation == Variation::initials) first.resize(1), first += '.';
  if (middle < 20 && variation != Variation::spacing) {
    first += ' ';
    first += static_cast<char>('A' + middle);
    if (variation != Variation::hyphen) first += '.';
  }
  if (variation == Variation::order_swap)
    out += surname, out += ", ", out += first;
  else
    out += first, out += ' ', out += surname;
}

void append_brand(const Culture& culture, base::Rng& rng, std::size_t form, std::string& out) {
  if (culture.code != "zh") {
    out += choose(culture.brands, rng).form(form == 0 ? 0 : 1);
    return;
  }
  const std::uint64_t syllables = rng.chance(0.7) ? 2 : 3;
  const std::size_t at = out.size();
  for (std::uint64_t i = 0; i < syllables; ++i) out += choose(culture.brands, rng).form(form);
  if (form != 2) out[at] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[at])));
}

void append_institution(const Culture& culture, base::Rng& rng, std::string& out) {
  static constexpr const char* kHeads[] = {"University of ", "Institute of ", "College of "};
  out += kHeads[rng.below(3)];
  append_brand(culture, rng, 0, out);
}

}  // namespace

Spelling draw_spelling(const Actor& actor, base::Rng& rng) {
  const double share = rng.uniform();
  const std::uint64_t slot = share < 0.72 ? 1 : share < 0.92 ? 2 : 3;
  return {base::mix(actor.id, slot), rng.chance(0.03)};
}

Spelling plain_spelling() {
  return {kPlain, false};
}

void append_person_name(const Tables& tables, const Actor& actor, Spelling spelling,
                        std::string& out) {
  const std::size_t from = out.size();
  base::Rng style(spelling.seed);
  const Variation variation =
      spelling.seed == kPlain ? Variation::canonical : draw_variation(style);
  const Culture& culture = tables.cultures[actor.person_culture];
  if (actor.placeholder_name) {
    out += tables.placeholders[actor.given_seed % tables.placeholders.size()];
    return;
  }
  if (culture.code == "zh")
    append_chinese(culture, actor, variation, style, out);
  else
    append_western(culture, actor, variation, out);
  if (variation == Variation::truncation) truncate(out, from, 9 + style.below(5));
  if (variation == Variation::typo) put_typo(out, from, style);
  if (spelling.seed != kPlain && style.chance(0.15)) to_upper_ascii(out, from);
  if (spelling.masked) {
    const std::size_t space = out.find(' ', from);
    truncate(out, from, space == std::string::npos ? 3 : space - from);
    out += "**";
  }
}

void append_company_name(const Tables& tables, const Actor& actor, Spelling spelling,
                         std::string& out) {
  if (actor.company_seed == 0) return;
  const std::size_t from = out.size();
  base::Rng style(base::mix(spelling.seed, 3)), rng(actor.company_seed);
  const Variation variation =
      spelling.seed == kPlain ? Variation::canonical : draw_variation(style);
  const City& city = tables.cities[actor.city];
  const Culture& culture = tables.cultures[city.culture];
  if (actor.kind == Kind::institution) {
    append_institution(culture, rng, out);
  } else {
    const bool is_chinese = culture.code == "zh", names_city = is_chinese && rng.chance(0.8);
    std::size_t form = variation == Variation::transliteration ? 2 : 0;
    const char* between = form == 2 && is_chinese ? "" : " ";
    if (names_city) out += form == 2 ? city.name.form(1) : city.name.canonical(), out += between;
    append_brand(culture, rng, form, out);
    if (variation != Variation::spacing) out += between;
    out += choose(culture.trades, rng).form(form);
    // Left out, or written another way.
    const Forms& legal = choose(culture.legal_forms, rng);
    if (variation != Variation::initials)
      out += between, out += legal.form(variation == Variation::hyphen ? 1 : form);
  }
  if (variation == Variation::truncation) truncate(out, from, 18 + style.below(8));
  if (variation == Variation::typo) put_typo(out, from, style);
  if (spelling.seed != kPlain && style.chance(0.2)) to_upper_ascii(out, from);
}

void append_party_name(const Tables& tables, const Actor& actor, Spelling spelling,
                       std::string& out) {
  if (actor.company_seed != 0 && actor.kind != Kind::institution)
    append_company_name(tables, actor, spelling, out);
  else
    append_person_name(tables, actor, spelling, out);
}

}  // namespace chokepoint::world
