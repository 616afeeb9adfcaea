// An XML text as its elements of some names, one after another, in the memory of one element.
//
// A scanner cuts the stream at tags, comments, CDATA, processing instructions and the document
// type; it knows no entities but lets the five of XML itself and numbers be read by the parser of
// each piece. Nothing outside of the stream is ever opened. Names are local: "pacs:CdtTrfTxInf" is
// "CdtTrfTxInf". Wanted elements do not nest: one that begins inside another shows that the outer
// one does not end, which is told as bad, and the scan goes on.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/window.h"

namespace pugi {
class xml_node;
}

namespace chokepoint::ingest {

struct XmlElement {
  std::string_view text;   // from its < to its >; valid until the next call
  std::string_view name;   // the local one, as wanted
  std::uint64_t line = 0;  // where it begins, from 1
  std::string bad;         // why it is none; empty for an element
};

class XmlElements {
 public:
  static constexpr std::size_t kElementBytesMax = std::size_t{16} << 20;
  static constexpr std::size_t kDepthMax = 64;

  XmlElements(std::unique_ptr<ByteSource> source, std::vector<std::string> names,
              std::size_t element_bytes_max = kElementBytesMax)
      : window_(std::move(source)),
        names_(std::move(names)),
        element_bytes_max_(element_bytes_max) {}
  // False at the end.
  Expected<bool> next(XmlElement& element);

 private:
  struct Tag;
  Expected<bool> find_tag(std::size_t from, Tag& tag);
  Expected<bool> find_start(Tag& tag);
  const std::string* wanted(std::string_view name) const;

  Window window_;
  std::vector<std::string> names_;
  std::size_t element_bytes_max_;
  std::size_t taken_ = 0;
};

// "a:b" -> "b"
std::string_view local_name(std::string_view name);
// The first child of that local name; an empty node where there is none.
pugi::xml_node child_of(const pugi::xml_node& node, std::string_view local);
// The first node at "PmtId/TxId", by local names.
pugi::xml_node node_at(const pugi::xml_node& node, std::string_view path);
// Its own text with spaces trimmed and runs of white space as one space; "" for an empty node.
std::string text_of(const pugi::xml_node& node);
std::string text_at(const pugi::xml_node& node, std::string_view path);

}  // namespace chokepoint::ingest
