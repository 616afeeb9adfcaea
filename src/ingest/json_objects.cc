#include "ingest/json_objects.h"

#include <algorithm>
#include <array>
#include <bitset>

namespace chokepoint::ingest {
namespace {

// How far an envelope may reach before its array.
constexpr std::size_t kEnvelopeBytesMax = 256 * 1024;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// The end of the string that opens at `at`, behind its closing quote; npos when it does not close.
std::size_t behind_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

std::size_t behind_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

// Where the first object of an envelope's array begins: `{ ... "results" : [ {`. 0 when `text` is
// no envelope.
std::size_t find_array_of_objects(std::string_view text) {
  std::size_t depth = 0;
  std::string_view key;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      const std::size_t end = behind_string(text, at);
      if (end == std::string_view::npos) return 0;
      const std::size_t colon = behind_spaces(text, end);
      if (depth == 1 && colon < text.size() && text[colon] == ':') {
        key = text.substr(at + 1, end - at - 2);
        const std::size_t bracket = behind_spaces(text, colon + 1);
        if (bracket >= text.size()) return 0;
        const std::size_t brace = behind_spaces(text, bracket + 1);
        if (text[bracket] == '[' && brace < text.size() && text[brace] == '{' &&
            !is_child_array(key))
          return brace;
      }
      at = end - 1;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (--depth == 0) return 0;
    }
  }
  return 0;
}

}  // namespace

bool is_child_array(std::string_view key) {
  constexpr std::array<std::string_view, 4> kNames = {"items", "pieces", "itemdetail",
                                                      "itemdetails"};
  return std::ranges::any_of(
      kNames, [&](std::string_view known) { return std::ranges::equal(key, known, {}, lower); });
}

// Reads on until the window holds `size` bytes; false when the file ends before.
Expected<bool> JsonObjects::fill(std::size_t size) {
  while (window_.bytes().size() < size) {
    TRY_ASSIGN(const bool more, window_.grow());
    if (!more) return false;
  }
  return true;
}

Expected<> JsonObjects::find_envelope() {
  begun_ = true;
  TRY(fill(kEnvelopeBytesMax));
  const std::string_view bytes = window_.bytes();
  const std::size_t first = behind_spaces(bytes, 0);
  if (first == bytes.size() || bytes[first] != '{') return {};
  const std::size_t array = find_array_of_objects(bytes.substr(first));
  if (array == 0) return {};
  in_envelope_ = true;
  window_.consume(first + array);
  return {};
}

Expected<bool> JsonObjects::next(JsonObject& object) {
  if (!begun_) TRY(find_envelope());
  window_.consume(taken_);
  taken_ = 0;
  object.bad.clear();
  TRY_ASSIGN(const bool found, skip_to_value());
  if (!found) return false;
  object.line = window_.line();
  if (window_.bytes().front() == '{') {
    TRY(scan_object(object));
  } else {
    TRY(scan_other(object));
  }
  return true;
}

// To the next byte that may begin a value, over what separates them.
Expected<bool> JsonObjects::skip_to_value() {
  while (!done_) {
    const std::string_view bytes = window_.bytes();
    std::size_t at = 0;
    for (; at < bytes.size(); ++at) {
      const char c = bytes[at];
      if (c == '[') {
        if (++arrays_open_ > 1) break;
      } else if (c == ']') {
        // Behind an envelope's array nothing more is wanted.
        if (in_envelope_) done_ = true;
        if (arrays_open_ > 0) --arrays_open_;
      } else if (!is_space(c) && c != ',') {
        break;
      }
      if (done_) return false;
    }
    window_.consume(at);
    if (!window_.bytes().empty()) return true;
    TRY_ASSIGN(const bool more, window_.grow());
    if (!more) return false;
  }
  return false;
}

Expected<> JsonObjects::scan_object(JsonObject& object) {
  std::bitset<kDepthMax + 1> is_brace;
  std::size_t depth = 0;
  std::size_t at = 0;
  bool in_string = false;
  while (object.bad.empty()) {
    const std::string_view bytes = window_.bytes();
    for (; at < bytes.size(); ++at) {
      const char c = bytes[at];
      if (in_string) {
        if (c == '\\') {
          ++at;
        } else if (c == '"') {
          in_string = false;
        }
      } else if (c == '"') {
        in_string = true;
      } else if (c == '{' || c == '[') {
        if (depth == kDepthMax) {
          object.bad = "nested deeper than 64";
          break;
        }
        is_brace[depth++] = c == '{';
      } else if (c == '}' || c == ']') {
        if (is_brace[--depth] != (c == '}')) {
          object.bad = "brackets do not match";
          break;
        }
        if (depth == 0) {
          taken_ = at + 1;
          object.text = bytes.substr(0, taken_);
          return {};
        }
      }
    }
    if (!object.bad.empty()) break;
    if (bytes.size() > object_bytes_max_) {
      object.bad = "object longer than allowed";
      break;
    }
    TRY_ASSIGN(const bool more, window_.grow());
    if (!more) object.bad = "object does not end";
  }
  // What follows is scanned anew: a broken object costs no more than itself.
  taken_ = std::min(at + 1, window_.bytes().size());
  object.text = window_.bytes().substr(0, taken_);
  return {};
}

// A scalar or garbage: all up to the next bracket or comma outside of a string is one bad piece. A
// quote that does not close on its line is garbage too.
Expected<> JsonObjects::scan_other(JsonObject& object) {
  object.bad = "not a JSON object";
  bool in_string = window_.bytes().front() == '"';
  std::size_t at = 1;
  bool found = false;
  while (!found) {
    const std::string_view bytes = window_.bytes();
    for (; at < bytes.size() && !found; ++at) {
      const char c = bytes[at];
      if (in_string) {
        if (c == '\\') ++at;
        if (c == '"' || c == '\n') in_string = false;
      } else if (c == '"') {
        in_string = true;
      } else if (c == '{' || c == '[' || c == ']' || c == ',') {
        found = true;
        break;
      }
    }
    if (found || bytes.size() > object_bytes_max_) break;
    TRY_ASSIGN(const bool more, window_.grow());
    if (!more) break;
  }
  taken_ = std::min(at, window_.bytes().size());
  object.text = window_.bytes().substr(0, taken_);
  return {};
}

}  // namespace chokepoint::ingest
