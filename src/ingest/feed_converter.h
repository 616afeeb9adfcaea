// Rows of text -> nouns, by a mapping: binds columns to the fields of a kind, reads each cell by
// its field's kind of value, assembles. Nothing here depends on where a batch is cut or on how many
// threads work on it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ingest/assemble.h"
#include "ingest/mapping.h"
#include "ingest/noun_batch.h"
#include "ingest/row_reader.h"

namespace chokepoint::ingest {

struct FeedContext {
  const CodeTables* tables = nullptr;
  records::RowId source_file_id;
  Moment received;        // --known-at; unknown when not given
  std::string list_name;  // of kind list
};

class FeedConverter {
 public:
  virtual ~FeedConverter() = default;

  // Rows of a consignment that are not numbered are numbered in the order of the file, so this is
  // called once a batch, in order, before convert(). One thread.
  virtual void start_batch(const RowBatch& batch) = 0;
  // The rows [begin, end) of the batch. Any thread; `out` is the caller's.
  virtual void convert(const RowBatch& batch, std::size_t begin, std::size_t end,
                       NounBatch& out) const = 0;
};

// `mapping` and `context.tables` must outlive it. Errors: format (an absent column, a required
// field without a column), usage (unknown kind).
Expected<std::unique_ptr<FeedConverter>> make_converter(const Mapping& mapping,
                                                        std::span<const std::string> columns,
                                                        const FeedContext& context);

}  // namespace chokepoint::ingest
