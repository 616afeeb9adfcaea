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
  const NameSource source{tokens.words(), read_words(tokens.words(), options.country), weights,
                      options.country};
  if (person_stated || (!firm_stated && !firm_for_sure)) read_person_name(source, parsed);
  if (!person_stated) read_firm_name(source, parsed);
  return parsed;
}

}  // namespace chokepoint::text
