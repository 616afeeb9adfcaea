#include "text/parsed_name.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "text/firm_reading.h"
#include "text/name_lists.h"
#include "text/name_words.h"
#include "text/person_reading.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

// Short forms that are words of names too (Saa, Sal, As) leave both readings open.
bool is_sure_form(std::string_view form) {
  static constexpr std::array<std::string_view, 16> kShort = {
      "ltd", "llc", "inc", "plc", "ooo", "oao", "zao", "pao",
      "jsc", "srl", "llp", "pty", "fze", "pvt", "pte", "bv"};
  return form.size() >= 4 || !is_ascii(form) || std::ranges::find(kShort, form) != kShort.end();
}

bool is_person_schema(std::string_view schema) {
  return schema == "Person" || schema == "person" || schema == "individual";
}

bool is_firm_schema(std::string_view schema) {
  static constexpr std::array<std::string_view, 12> kFirms = {
      "Company", "Organization", "company",  "organization", "PublicBody",   "Vessel",
      "vessel",  "Airplane",     "aircraft", "Asset",        "organisation", "entity"};
  return std::ranges::find(kFirms, schema) != kFirms.end();
}

// "Jamaat-ul-Ahrar (JuA)" without the initials in brackets; others as they are.
std::string without_own_initials(std::string_view name) {
  const std::size_t open = name.find('('), close = name.find(')', open == name.npos ? 0 : open);
  if (open == name.npos || close == name.npos) return std::string(name);
  const std::string_view inside = name.substr(open + 1, close - open - 1);
  const auto capitals = std::ranges::count_if(inside, [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool initials = inside.size() >= 3 && inside.size() <= 7 && capitals >= 2 &&
                        !inside.contains(' ') && is_ascii(inside) &&
                        name.size() >= inside.size() + 10;
  if (!initials) return std::string(name);
  const std::string folded = fold(inside);
  if (name_lists().places.contains(folded) || is_legal_form_word(folded)) return std::string(name);
  return std::string(name.substr(0, open)) + std::string(name.substr(close + 1));
}

// "Blackwater Pharma LLC dba Blackwater Labs": where the second name begins and ends the first.
struct TwoNames {
  std::size_t first_end = 0, second_begin = 0;
};
TwoNames find_two_names(std::span<const NameToken> words) {
  static constexpr std::array<std::array<std::string_view, 3>, 20> kBetween = {{
      {"dba", "", ""},
      {"d", "b", "a"},
      {"doing", "business", "as"},
      {"trading", "as", ""},
      {"t", "a", ""},
      {"operating", "as", ""},
      {"aka", "", ""},
      {"a", "k", "a"},
      {"also", "known", "as"},
      {"alias", "", ""},
      {"fka", "", ""},
      {"f", "k", "a"},
      {"formerly", "known", "as"},
      {"formerly", "", ""},
      {"nka", "", ""},
      {"now", "known", "as"},
      {"vorm", "", ""},
      {"vormals", "", ""},
      {"previously", "", ""},
      {"anciennement", "", ""},
  }};
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    // "Aramco (Saudi Arabian Oil Co)": three words in brackets are a name.
    if (i + 2 < words.size() && words[i].in_brackets && words[i + 2].in_brackets) return {i, i};
    for (const auto& between : kBetween) {
      std::size_t size = 0;
      while (size < 3 && !between[size].empty() && i + size < words.size() &&
             words[i + size].text == between[size]) {
        ++size;
      }
      const bool whole = size == 3 || (size > 0 && between[size].empty());
      if (whole && i + size < words.size()) return {i, i + size};
    }
  }
  return {};
}

}  // namespace

ParsedName parse_name(std::string_view name, const ParseOptions& options) {
  ParsedName parsed;
  const std::string folded = fold(without_own_initials(name.substr(0, 4096)));
  NameTokens tokens;
  tokens.read(folded);
  parsed.folded_hash = base::hash_bytes(folded);
  parsed.is_masked = tokens.has_mask();
  std::string joined;
  bool firm_words = false, firm_for_sure = false;
  for (std::size_t i = 0; i < tokens.words().size(); ++i) {
    const NameToken& token = tokens.words()[i];
    if (i > 0) joined += ' ';
    joined += token.text;
    const LegalForm form = find_legal_form(tokens.words(), i);
    if (form.kind != 0 && !form.ambiguous && i > 0 && i + form.length == tokens.words().size() &&
        (form.length > 1 || token.dotted || is_sure_form(token.text))) {
      firm_for_sure = true;
    }
    if (tokens.words().size() > 1 &&
        ((form.kind != 0 && !form.weak) || business_word(token.text) != 0))
      firm_words = true;
    if (token.east_asian && is_firm_name(split_firm_name(to_points(token.text))))
      firm_words = firm_for_sure = true;
  }
  parsed.is_placeholder = is_placeholder_name(joined);
  const bool person_stated = is_person_schema(options.schema),
             firm_stated = is_firm_schema(options.schema);
  parsed.is_person = person_stated || (!firm_stated && !firm_words);
  const TokenWeights& weights =
      options.weights != nullptr ? *options.weights : TokenWeights::background();
  const auto read = [&](std::span<const NameToken> words) {
    if (person_stated || (!firm_stated && !firm_for_sure)) {
      read_person_name({words, read_words(words, options.country), weights, options.country},
                       parsed);
    }
    if (person_stated) return;
    const std::vector<NameToken> english = in_english(words, options.country);
    read_firm_name({english, read_words(english, options.country), weights, options.country},
                   parsed);
  };
  read(tokens.words());
  if (const TwoNames two = find_two_names(tokens.words()); two.second_begin != 0) {
    read(tokens.words().first(two.first_end));
    read(tokens.words().subspan(two.second_begin));
  }
  parsed.words = std::move(joined);
  return parsed;
}

}  // namespace chokepoint::text
