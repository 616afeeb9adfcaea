// The words of names that are no names: legal forms, trades, titles, places; and what people write
// who state no name.
//
// Tables of data/names. Read-only after the first use; thread-safe. Words are folded.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/name_tokens.h"

namespace chokepoint::text {

// A class of legal forms that count as the same: Co Ltd, GmbH, S. de R.L. and 有限公司 are one. 0
// is none.
struct LegalForm {
  std::uint8_t kind = 0;
  std::uint8_t length = 0;  // words
  bool weak = false;        // a word that is also a name, without a sign that it is none
  bool ambiguous = false;   // a word that is also a name, with or without such a sign
};
// The longest legal form that begins at words[from].
LegalForm find_legal_form(std::span<const NameToken> words, std::size_t from);
std::string_view legal_form_name(std::uint8_t kind);
// A word of some legal form, whole or in part: pvt, rl, partnership.
bool is_legal_form_word(std::string_view word);
// One change away from a legal form's word of three letters or more: ldt, gmb, jint.
bool is_near_legal_form_word(std::string_view word);
// One change away from a legal form's word of six letters or more: limitd, ocmpany.
bool is_slip_of_legal_form(std::string_view word);

// The word that all its forms stand for ("technology" for tech, tecnologia, 科技) as a number; 0
// for any other word.
std::uint32_t business_word(std::string_view word);
std::string_view business_word_name(std::uint32_t number);

// The English word that one of another alphabet, romanised, borrows by its sound: limited for
// limitid; empty for others.
std::string_view loan_word(std::string_view latin);

bool is_title(std::string_view word);
// "and", "the", "of" in several languages.
bool is_filler(std::string_view word);
// `name`: folded words with single spaces.
bool is_placeholder_name(std::string_view name);

// A run of Han, Kana or Hangul characters in the parts of which a firm's name is made.
struct NamePart {
  enum class Kind : std::uint8_t { brand, place, trade, legal_form } kind = Kind::brand;
  std::u32string characters;  // simplified
  std::string latin;  // what Latin documents write: the place, the trade word; empty for a brand
                      // and for a place that no table has
  std::uint8_t legal_form = 0;
  bool only_in_front = false;  // 泰国 is Thailand, but 康泰国际 is not
};
// Longest match from the left. Units of administration behind a place (市, 省) are left out.
std::vector<NamePart> split_firm_name(std::u32string_view run);
// A legal form or, in a run of four or more characters, a trade word.
bool is_firm_name(std::span<const NamePart> parts);

}  // namespace chokepoint::text
