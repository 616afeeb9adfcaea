// A folded name cut in words.
//
// Letters and digits make words; apostrophes inside a word vanish (o'brien is obrien); stops
// between single letters join them (s.a. is sa, j. smith is j and smith); everything else parts
// words. A word never mixes Han, Kana or Hangul with other letters. At most kMaxTokens words: what
// follows stays in the last one, unparted. Not thread-safe: one list a thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace chokepoint::text {

struct NameToken {
  std::string_view text;
  bool after_comma = false;  // a comma stood before it
  bool in_brackets = false;
  bool dotted = false;            // stops stood in it or behind it
  bool letter_by_letter = false;  // stops stood between its letters: J.R.
  bool east_asian = false;        // Han, Kana or Hangul
};

class NameTokens {
 public:
  static constexpr std::size_t kMaxTokens = 32;

  // Cuts `folded` (text/normal_form.h). The words live until the next call.
  void read(std::string_view folded);

  std::span<const NameToken> words() const { return std::span(tokens_).first(count_); }
  bool has_mask() const { return has_mask_; }  // *, bullets, blocks, runs of x, 某

 private:
  void start_token(std::size_t at);
  void end_token(std::size_t at);

  std::string bytes_;
  std::array<NameToken, kMaxTokens> tokens_{};
  std::array<std::uint32_t, kMaxTokens> starts_{};
  std::size_t count_ = 0;
  bool open_ = false, comma_ = false, in_brackets_ = false, has_mask_ = false;
};

}  // namespace chokepoint::text
