// Code points in and out of UTF-8. Malformed bytes are read as kMalformed, one at a time, so that
// reading always moves on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace chokepoint::text {

inline constexpr char32_t kMalformed = 0xFFFD;

// The code point at `at`; moves `at` behind it. `at` must be inside `text`.
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const char32_t first = byte(at);
  const std::size_t start = at++;
  if (first < 0x80) return first;
  if (first >= 0xC2 && first < 0xE0 && follows(start + 1)) {
    at = start + 2;
    return ((first & 0x1F) << 6) | (byte(start + 1) & 0x3F);
  }
  if (first >= 0xE0 && first < 0xF0 && follows(start + 1) && follows(start + 2)) {
    const char32_t point =
        ((first & 0x0F) << 12) | ((byte(start + 1) & 0x3Fu) << 6) | (byte(start + 2) & 0x3F);
    if (point < 0x800 || (point >= 0xD800 && point < 0xE000)) return kMalformed;
    at = start + 3;
    return point;
  }
  if (first >= 0xF0 && first < 0xF5 && follows(start + 1) && follows(start + 2) &&
      follows(start + 3)) {
    const char32_t point = ((first & 0x07) << 18) | ((byte(start + 1) & 0x3Fu) << 12) |
                           ((byte(start + 2) & 0x3Fu) << 6) | (byte(start + 3) & 0x3F);
    if (point < 0x10000 || point > 0x10FFFF) return kMalformed;
    at = start + 4;
    return point;
  }
  return kMalformed;
}

inline void append_code_point(std::string& text, char32_t point) {
  const auto push = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    push(point);
  } else if (point < 0x800) {
    push(0xC0 | (point >> 6));
    push(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    push(0xE0 | (point >> 12));
    push(0x80 | ((point >> 6) & 0x3F));
    push(0x80 | (point & 0x3F));
  } else {
    push(0xF0 | (point >> 18));
    push(0x80 | ((point >> 12) & 0x3F));
    push(0x80 | ((point >> 6) & 0x3F));
    push(0x80 | (point & 0x3F));
  }
}

inline std::u32string to_points(std::string_view text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) points.push_back(next_code_point(text, at));
  return points;
}

inline std::string to_bytes(std::u32string_view points) {
  std::string bytes;
  for (const char32_t c : points) append_code_point(bytes, c);
  return bytes;
}

}  // namespace chokepoint::text
