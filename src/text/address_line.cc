#include "text/address_line.h"

#include <algorithm>
#include <array>

#include "text/normal_form.h"

namespace chokepoint::text {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

// "3" of "3° piano": the degree sign is no letter.
bool is_degree(std::string_view text, std::size_t at) {
  return text.substr(at, 2) == "\xC2\xB0";
}

bool parts_segments(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == ',' || c == ';' || c == '(' || c == ')' || c == '|') return true;
  return c == '-' && at > 0 && text[at - 1] == ' ' && at + 1 < text.size() && text[at + 1] == ' ';
}

// A dash, slash or apostrophe between two bytes of words.
bool joins_word(std::string_view text, std::size_t at) {
  const char c = text[at];
  return (c == '-' || c == '/' || c == '\'') && at + 1 < text.size() && is_word_byte(text[at + 1]);
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_degree(text, at) &&
         (is_word_byte(text[at]) || joins_word(text, at)))
    ++at;
  return at;
}

}  // namespace

void AddressLine::cut(std::string_view text) {
  if (text.find_first_of("\n\r") != std::string_view::npos) {
    written = text;
    std::ranges::replace_if(written, [](char c) { return c == '\n' || c == '\r'; }, ',');
    text = written;
  }
  fold_into(text, folded);
  tokens.clear();
  const std::string_view line = folded;
  std::uint8_t segment = 0;
  bool after_hash = false, segment_has_words = false;
  for (std::size_t at = 0; at < line.size();) {
    const bool starts = !is_degree(line, at) &&
                        (is_word_byte(line[at]) || (line[at] == '\'' && joins_word(line, at)));
    if (!starts) {
      if (line[at] == '#') after_hash = true;
      if (parts_segments(line, at) && segment_has_words) {
        ++segment;
        segment_has_words = after_hash = false;
      }
      at += is_degree(line, at) ? 2 : 1;
      continue;
    }
    const bool last = tokens.size() + 1 == kMostAddressWords;
    const std::size_t end = last ? line.size() : word_end(line, at + 1);
    AddressToken& token = tokens.emplace_back();
    token.text = line.substr(at, end - at);
    token.segment = segment;
    token.after_hash = after_hash;
    token.has_digit = std::ranges::any_of(token.text, is_digit);
    after_hash = false;
    segment_has_words = true;
    at = end;
  }
}

void AddressLine::find_meanings() {
  for (AddressToken& token : tokens) {
    const AddressWordFound found = find_address_word(token.text, country);
    token.word = found.word;
    token.longest_phrase = found.longest_phrase;
    // "c/o", "s/n": phrases within one word.
    if (token.text.size() == 3 && token.text[1] == '/') {
      const char phrase[3] = {token.text[0], ' ', token.text[2]};
      const AddressWordFound parted = find_address_word({phrase, 3}, country);
      if (parted.word->kind != AddressWordKind::plain) token.word = parted.word;
    }
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::size_t length = std::min<std::size_t>(tokens[i].longest_phrase, tokens.size() - i);
    for (; length >= 2; --length) {
      const AddressToken& last = tokens[i + length - 1];
      if (last.segment != tokens[i].segment || last.used || tokens[i].used) continue;
      std::array<char, 40> phrase;
      std::size_t size = 0;
      bool fits = true;
      for (std::size_t k = i; k < i + length && fits; ++k) {
        fits = size + tokens[k].text.size() < phrase.size();
        if (!fits) break;
        if (k > i) phrase[size++] = ' ';
        size += tokens[k].text.copy(phrase.data() + size, tokens[k].text.size());
      }
      if (!fits) continue;
      const AddressWordFound found = find_address_word({phrase.data(), size}, country);
      if (found.word->kind == AddressWordKind::plain) continue;
      const char* end = last.text.data() + last.text.size();
      tokens[i].text = {tokens[i].text.data(), end};
      tokens[i].word = found.word;
      tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                   tokens.begin() + static_cast<std::ptrdiff_t>(i + length));
      break;
    }
  }
}

std::size_t AddressLine::unused_end() const {
  std::size_t end = tokens.size();
  while (end > 0 && tokens[end - 1].used) --end;
  return end;
}

std::size_t AddressLine::run_start(std::size_t end) const {
  std::size_t from = end;
  while (from > 0 && !tokens[from - 1].used && tokens[from - 1].segment == tokens[end - 1].segment)
    --from;
  return from;
}

void AddressLine::use(std::size_t from, std::size_t end) {
  for (std::size_t i = from; i < end; ++i) tokens[i].used = true;
}

void append_word(std::string_view word, std::string& text) {
  if (!text.empty()) text += ' ';
  text += word;
}

void append_words(const AddressLine& line, std::size_t from, std::size_t end, std::string& text) {
  for (std::size_t i = from; i < end; ++i) {
    std::string_view rest = line.tokens[i].text;
    // A phrase holds the stops and spaces between its words.
    while (!rest.empty()) {
      const std::size_t stop = std::min(rest.find_first_of(". "), rest.size());
      if (stop > 0) append_word(rest.substr(0, stop), text);
      rest.remove_prefix(std::min(stop + 1, rest.size()));
    }
  }
}

}  // namespace chokepoint::text
