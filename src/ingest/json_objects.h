// A JSON text as its objects, one after another, found by counting brackets: memory is one object.
//
// Understands an array of objects, an object that holds one array of objects (its "envelope"; what
// else it says is dropped), and objects one behind another. An object of one consignment with its
// `items` is no envelope: see is_child_array. What stands between objects and is none is told as
// bad, and the scan goes on behind it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "ingest/window.h"

namespace chokepoint::ingest {

struct JsonObject {
  std::string_view text;   // from { to }, readable kPadding bytes beyond; valid until the next call
  std::uint64_t line = 0;  // where it begins, from 1
  std::string bad;         // why it is none; empty for an object
};

class JsonObjects {
 public:
  static constexpr std::size_t kObjectBytesMax = std::size_t{16} << 20;
  static constexpr std::size_t kDepthMax = 64;

  explicit JsonObjects(std::unique_ptr<ByteSource> source,
                       std::size_t object_bytes_max = kObjectBytesMax)
      : window_(std::move(source)), object_bytes_max_(object_bytes_max) {}
  // False at the end.
  Expected<bool> next(JsonObject& object);

 private:
  Expected<bool> fill(std::size_t size);
  Expected<> find_envelope();
  Expected<bool> skip_to_value();
  Expected<> scan_object(JsonObject& object);
  Expected<> scan_other(JsonObject& object);

  Window window_;
  std::size_t object_bytes_max_;
  std::size_t taken_ = 0;
  std::size_t arrays_open_ = 0;
  bool begun_ = false;
  bool in_envelope_ = false;
  bool done_ = false;
};

// The names under which a consignment holds its content lines: items, pieces, ItemDetail, in any
// case.
bool is_child_array(std::string_view key);

}  // namespace chokepoint::ingest
