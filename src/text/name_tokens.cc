#include "text/name_tokens.h"

#include <algorithm>

#include "text/normal_form.h"
#include "text/utf8.h"

namespace chokepoint::text {
namespace {

bool is_ascii_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_ascii_word(char c) {
  return is_ascii_letter(c) || (c >= '0' && c <= '9');
}

bool parts_words(char32_t c) {
  if (c < 0xC0) return c != 0xAA && c != 0xB5 && c != 0xBA;
  if (c == 0xD7 || c == 0xF7) return true;
  if (c >= 0x2000 && c < 0x2C00) return true;
  if (c >= 0x3000 && c < 0x3040) return c != 0x3005 && c != 0x3007;
  if (c == 0x060C || c == 0x061B || c == 0x061F || c == 0x0964) return true;
  return c >= 0xFE00 && c < 0xFF66 && !(c >= 0xFE70 && c < 0xFEFD);
}

bool is_mask(char32_t c) {
  return c == 0x25CF || c == 0x2588 || c == 0x203B || c == 0x25CB || c == 0x25A0 || c == 0x25A1 ||
         c == 0x00D7 || c == 0x2715 || c == 0x2716;
}

bool is_east_asian(char32_t c) {
  const Script script = script_of(c);
  return script == Script::han || script == Script::kana || script == Script::hangul || c == 0x30FC;
}

// "xx", "xxxx": what form fillers write for letters they hide.
bool is_run_of_x(std::string_view word) {
  return word.size() >= 2 && word.find_first_not_of('x') == std::string_view::npos;
}

}  // namespace

void NameTokens::start_token(std::size_t at) {
  starts_[count_] = static_cast<std::uint32_t>(at);
  tokens_[count_] = {};
  tokens_[count_].after_comma = comma_;
  tokens_[count_].in_brackets = in_brackets_;
  comma_ = false;
  open_ = true;
}

void NameTokens::end_token(std::size_t at) {
  if (!open_) return;
  open_ = false;
  const std::size_t start = starts_[count_];
  // Until the bytes stop moving the view only carries the size.
  tokens_[count_].text = std::string_view(bytes_.data() + start, at - start);
  ++count_;
}

void NameTokens::read(std::string_view folded) {
  bytes_.clear();
  bytes_.reserve(folded.size() + 1);  // words are never longer than the text, so views stay valid
  count_ = 0;
  open_ = comma_ = in_brackets_ = has_mask_ = false;
  for (std::size_t at = 0; at < folded.size();) {
    const bool last = count_ + 1 >= kMaxTokens;
    const char c = folded[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      if (is_ascii_word(c)) {
        if (open_ && tokens_[count_].east_asian && !last) end_token(bytes_.size());
        if (!open_) start_token(bytes_.size());
        bytes_.push_back(c);
        ++at;
        continue;
      }
      ++at;
      if (c == '\'' && open_) continue;
      if (c == '*') has_mask_ = true;
      if (c == ',') comma_ = true;
      if (c == '(') in_brackets_ = true;
      if (c == ')') in_brackets_ = false;
      if (c == '.' && open_) {
        tokens_[count_].dotted = true;
        const std::size_t start = starts_[count_];
        const bool initials = bytes_.size() - start == 1 || at < 3 || folded[at - 3] == '.';
        const bool letter_follows = at < folded.size() && is_ascii_letter(folded[at]) &&
                                    (at + 1 == folded.size() || !is_ascii_word(folded[at + 1]));
        if (initials && letter_follows) {
          tokens_[count_].letter_by_letter = true;
          continue;
        }
      }
      if (!last) end_token(bytes_.size());
      continue;
    }
    const std::size_t from = at;
    const char32_t point = next_code_point(folded, at);
    if (is_mask(point) || point == U'某') has_mask_ = true;
    if (parts_words(point)) {
      if (!last) end_token(bytes_.size());
      continue;
    }
    const bool east_asian = is_east_asian(point);
    if (open_ && tokens_[count_].east_asian != east_asian && !last) end_token(bytes_.size());
    if (!open_) start_token(bytes_.size());
    tokens_[count_].east_asian |= east_asian;
    bytes_.append(folded.substr(from, at - from));
  }
  end_token(bytes_.size());
  for (const NameToken& token : words()) {
    if (is_run_of_x(token.text)) has_mask_ = true;
  }
}

}  // namespace chokepoint::text
