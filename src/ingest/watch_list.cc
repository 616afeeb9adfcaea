#include "ingest/watch_list.h"

#include <fmt/format.h>

#include "ingest/ofac_list.h"
#include "ingest/un_list.h"

namespace chokepoint::ingest {
namespace {

std::optional<OfacFile> ofac_file(std::string_view format) {
  if (format == "ofac.sdn") return OfacFile::sdn;
  if (format == "ofac.alt") return OfacFile::alt;
  if (format == "ofac.add") return OfacFile::add;
  return std::nullopt;
}

}  // namespace

bool is_list_format(std::string_view format) {
  return ofac_file(format) || format == "un.xml" || format == "ftm";
}

std::string_view default_list_name(std::string_view format) {
  if (ofac_file(format)) return "OFAC SDN";
  return format == "un.xml" ? "UN Consolidated" : "";
}

Expected<ListCounts> read_list(std::string_view format, const OpenSource& open,
                               const ListOptions& options, ListSink& sink) {
  if (!is_list_format(format))
    return fail(ErrorCode::usage, fmt::format("{} is not a format of a watch-list", format));
  ListWriter writer(options, sink);
  if (format == "ftm") {
    TRY(read_ftm_list(open, writer));
  } else {
    TRY_ASSIGN(auto source, open());
    if (const auto file = ofac_file(format)) {
      TRY(read_ofac(*file, std::move(source), writer));
    } else {
      TRY(read_un_list(std::move(source), writer));
    }
  }
  if (writer.counts().rows == 0)
    return fail(ErrorCode::format, fmt::format("no row of a list in format {}", format));
  return writer.counts();
}

}  // namespace chokepoint::ingest
