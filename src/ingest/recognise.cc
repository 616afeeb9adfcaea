#include "ingest/recognise.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "ingest/decode.h"
#include "ingest/ftm_entity.h"
#include "ingest/list_rows.h"
#include "ingest/ofac_list.h"
#include "ingest/window.h"
#include "ingest/xml_elements.h"

namespace chokepoint::ingest {
namespace {

constexpr std::size_t kFirstBytes = 64 * 1024;

std::string lower(std::string_view text) {
  std::string lowered(text);
  std::ranges::transform(lowered, lowered.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lowered;
}

std::string_view first_line(std::string_view text) {
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Whether the first line is an object from its first byte to its last.
bool is_whole_object(std::string_view line) {
  line = trim_spaces(line);
  if (!line.starts_with('{') || !line.ends_with('}')) return false;
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (--depth == 0) return at + 1 == line.size();
    }
  }
  return false;
}

std::string_view recognise_json(std::string_view text, const std::string& name) {
  const std::string_view line = first_line(text);
  const bool cut_off = line.size() == text.size() && text.size() >= kFirstBytes;
  std::string padded(line);
  padded.append(Window::kPadding, ' ');
  FtmEntity entity;
  const bool named_ftm =
      name.find(".ftm.") != std::string::npos || name.find("targets.nested.") != std::string::npos;
  if (FtmParser().parse(std::string_view(padded).substr(0, line.size()), entity).empty() ||
      named_ftm)
    return "ftm";
  if (name.ends_with(".ndjson") || name.ends_with(".jsonl")) return "ndjson";
  if (!text.starts_with('{')) return "json";
  return is_whole_object(line) && !cut_off ? "ndjson" : "json";
}

// By the local name of the root and of what follows it; a namespace says the message's version.
std::string_view recognise_xml(std::string_view text) {
  if (text.find("CONSOLIDATED_LIST") != std::string_view::npos) return "un.xml";
  for (const std::string_view mark : {"FIToFICstmrCdtTrf", "pacs.008.001"}) {
    if (text.find(mark) != std::string_view::npos) return "pacs.008";
  }
  return "";
}

}  // namespace

std::string_view recognise_format(std::string_view first_bytes, std::string_view file_name) {
  const std::string name = lower(file_name);
  if (first_bytes.starts_with("PAR1")) return "parquet";
  std::string_view text = first_bytes;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = trim_spaces(text);
  if (text.starts_with('<')) return recognise_xml(text);
  if (text.starts_with('{') || text.starts_with('[')) return recognise_json(text, name);
  if (text.find('\0') != std::string_view::npos) return "";
  const std::string_view line = first_line(text);
  if (is_ofac_line(OfacFile::sdn, line)) return "ofac.sdn";
  if (is_ofac_line(OfacFile::alt, line)) return "ofac.alt";
  if (is_ofac_line(OfacFile::add, line)) return "ofac.add";
  const auto tabs = std::ranges::count(line, '\t');
  return tabs > std::ranges::count(line, ',') || (tabs > 0 && name.ends_with(".tsv")) ? "tsv"
                                                                                      : "csv";
}

Expected<std::string_view> recognise_file(const std::filesystem::path& path) {
  // Parquet is no text, and the decoder would make one of it.
  std::array<char, 4> magic{};
  TRY_ASSIGN(const auto raw, open_file(path));
  TRY_ASSIGN(const std::size_t count, raw->read(magic));
  if (std::string_view(magic.data(), count) == "PAR1") return "parquet";
  TRY_ASSIGN(const auto source, open_decoded(path));
  std::vector<char> bytes(kFirstBytes);
  std::size_t size = 0;
  while (size < bytes.size()) {
    TRY_ASSIGN(const std::size_t more, source->read(std::span(bytes).subspan(size)));
    if (more == 0) break;
    size += more;
  }
  return recognise_format({bytes.data(), size}, path.filename().string());
}

}  // namespace chokepoint::ingest
