#include "ingest/feed_converter.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "ingest/feed_fields.h"
#include "ingest/feed_fields_papers.h"

namespace chokepoint::ingest {
namespace {

bool is_unknown(Text value) {
  return value.empty();
}
bool is_unknown(const Id& value) {
  return value.text.empty();
}
bool is_unknown(const Word& value) {
  return value.text.empty();
}
bool is_unknown(const YesNo& value) {
  return value.text.empty();
}
bool is_unknown(const Country& value) {
  return value.code.empty();
}
bool is_unknown(const Countries& value) {
  return value.codes.empty();
}
bool is_unknown(const PortCountry& value) {
  return value.code.empty();
}
bool is_unknown(const Currency& value) {
  return value.code.empty();
}
bool is_unknown(const HsCode& value) {
  return value.digits.empty();
}
bool is_unknown(const Several& value) {
  return value.text.empty();
}
bool is_unknown(const Amount& value) {
  return !records::is_known(value.value);
}
bool is_unknown(const Mass& value) {
  return !records::is_known(value.kg);
}
bool is_unknown(const PieceNumber& value) {
  return value.number == 0;
}
bool is_unknown(Moment value) {
  return !value.is_known();
}
bool is_unknown(const Happened& value) {
  return !value.at.is_known();
}
bool is_unknown(const Until& value) {
  return !value.at.is_known();
}
template <const auto& words>
bool is_unknown(const OneOf<words>& value) {
  return value.word.empty();
}

double* number_of(Amount& value) {
  return &value.value;
}
double* number_of(Mass& value) {
  return &value.kg;
}
template <class Value>
double* number_of(Value&) {
  return nullptr;
}

std::string shorten(Text text) {
  constexpr std::size_t kShown = 200;
  std::size_t size = std::min(text.size(), kShown);
  while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
    --size;
  return std::string(text.substr(0, size));
}

bool equal_ignoring_case(Text a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(x) == lower(y);
  });
}

// A field of the feed as one file fills it.
struct Slot {
  bool is_bound = false;
  bool is_plain = false;  // one column, as it is
  bool is_sum = false;
  bool is_required = false;
  std::vector<std::size_t> columns;
  const FieldSource* source = nullptr;
};

// Reads the cells of one field. Apart from Converter, so that it is compiled once for a kind of
// value and not for every row and field.
class FieldReader {
 public:
  FieldReader(std::vector<Slot> slots, const CodeTables& tables, Moment latest)
      : slots_(std::move(slots)), tables_(tables), latest_(latest) {}

  const Slot& slot(std::size_t field) const { return slots_[field]; }

  // False when the row cannot be kept.
  template <class Value>
  bool read_field(std::size_t field, std::string_view name, const RowBatch& batch, std::size_t row,
                  Value& value, NounBatch& out) const {
    const Slot& slot = slots_[field];
    if (!slot.is_bound) return true;
    const Text cell =
        slot.is_plain ? batch.at(row, slot.columns[0]) : gather(slot, batch, row, out.arena);
    const Reading reading{out.arena, tables_, latest_, slot.source->form};
    Reason reason =
        slot.is_sum ? sum(slot, batch, row, reading, value) : read(cell, reading, value);
    if (reason == kFine && slot.is_required && is_unknown(value)) reason = "missing";
    if (reason == kFine) return true;
    value = {};
    out.bad_rows.push_back({batch.lines[row], std::string(name), shorten(cell), reason});
    return !slot.is_required;
  }

 private:
  // The cells of a slot as one text: joined by a space, put into the words of `values`, or the
  // constant.
  static Text gather(const Slot& slot, const RowBatch& batch, std::size_t row, base::Arena& arena) {
    Text cell;
    if (slot.columns.size() == 1) {
      cell = clean_text(batch.at(row, slot.columns[0]), arena);
    } else if (!slot.columns.empty()) {
      std::string joined;
      for (const std::size_t column : slot.columns) {
        const Text part = clean_text(batch.at(row, column), arena);
        if (part.empty()) continue;
        if (!joined.empty()) joined += ' ';
        joined += part;
      }
      cell = arena.keep(joined);
    }
    for (const auto& [from, to] : slot.source->values) {
      if (equal_ignoring_case(cell, from)) return to;
    }
    return cell.empty() ? Text(slot.source->constant) : cell;
  }

  template <class Value>
  static Reason sum(const Slot& slot, const RowBatch& batch, std::size_t row,
                    const Reading& reading, Value& value) {
    double* const total = number_of(value);
    CHECK(total != nullptr);
    CellForm form = slot.source->form;
    for (std::size_t i = 0; i < slot.columns.size(); ++i) {
      form.scale = slot.source->unit_scales[i];
      Value part;
      const Reason reason = read(batch.at(row, slot.columns[i]),
                                 {reading.arena, reading.tables, reading.latest, form}, part);
      if (reason != kFine) return reason;
      const double number = *number_of(part);
      if (records::is_known(number)) *total = (records::is_known(*total) ? *total : 0) + number;
    }
    return kFine;
  }

  std::vector<Slot> slots_;
  const CodeTables& tables_;
  Moment latest_;
};

// A day's grace: --known-at 2024-05-01 is a whole day.
Moment latest_moment(Moment received) {
  return received.is_known() ? records::plus_days(received, 1)
                             : records::start_of(*records::make_day(2100, 1, 1));
}

template <class Row>
class Converter final : public FeedConverter {
 public:
  Converter(std::vector<Slot> slots, const FeedContext& context)
      : reader_(std::move(slots), *context.tables, latest_moment(context.received)),
        context_(context) {
    std::size_t index = 0;
    for_each_field<Row>([&](auto field) {
      const Slot& slot = reader_.slot(index++);
      if (field.name == "item_id" && slot.is_plain) id_column_ = slot.columns[0];
      if (field.name == "piece_no" && slot.is_bound) numbers_pieces_ = false;
    });
  }

  void start_batch(const RowBatch& batch) override {
    if constexpr (std::is_same_v<Row, ParcelRow> || std::is_same_v<Row, ItemRow>) {
      if (numbers_pieces_ && id_column_ != kNone) number_pieces(batch);
    }
  }

  void convert(const RowBatch& batch, std::size_t begin, std::size_t end,
               NounBatch& out) const override {
    RowContext context{
        *context_.tables, context_.source_file_id, context_.received, context_.list_name, 0, 1, {}};
    for (std::size_t row = begin; row < end; ++row) {
      context.line = batch.lines[row];
      context.piece = pieces_.empty() ? 1 : pieces_[row];
      context.cells = std::span(batch.cells).subspan(row * batch.column_count, batch.column_count);
      Row value;
      if (!fill(batch, row, value, out) || !assemble(value, context, out)) ++out.refused_rows;
    }
  }

 private:
  static constexpr std::size_t kNone = SIZE_MAX;

  // Rows of one consignment that follow each other and do not number their pieces are its pieces,
  // one after the other; a row equal to the one before it is the same piece again.
  void number_pieces(const RowBatch& batch) {
    pieces_.resize(batch.size());
    for (std::size_t row = 0; row < batch.size(); ++row) {
      std::uint64_t content = 0;
      for (std::size_t i = 0; i < batch.column_count; ++i) {
        content = base::mix(content, base::hash_bytes(batch.at(row, i)));
      }
      const Text id = batch.at(row, id_column_);
      if (id != last_id_) {
        last_piece_ = 1;
        last_id_ = id;
      } else if (content != last_content_) {
        ++last_piece_;
      }
      last_content_ = content;
      pieces_[row] = last_piece_;
    }
  }

  // False when the row cannot be kept.
  bool fill(const RowBatch& batch, std::size_t row, Row& value, NounBatch& out) const {
    bool keep = true;
    std::size_t index = 0;
    for_each_field<Row>([&](auto field) {
      keep &= reader_.read_field(index++, field.name, batch, row, field_of(value, field), out);
    });
    return keep;
  }

  FieldReader reader_;
  FeedContext context_;
  std::size_t id_column_ = kNone;
  bool numbers_pieces_ = true;
  std::vector<std::int32_t> pieces_;  // of the batch in hand; empty: the rows number their own
  std::string last_id_;
  std::uint64_t last_content_ = 0;
  std::int32_t last_piece_ = 1;
};

template <class Row>
Expected<std::unique_ptr<FeedConverter>> make(const Mapping& mapping,
                                              std::span<const std::string> columns,
                                              const FeedContext& context) {
  const auto names = field_names(mapping.kind);
  TRY_ASSIGN(const std::vector<BoundField> bound, bind_columns(mapping, columns, names));
  std::vector<Slot> slots(names.size());
  for (const BoundField& each : bound) {
    Slot& slot = slots[each.field];
    slot.is_bound = true;
    slot.columns = each.columns;
    slot.source = each.source;
    slot.is_sum = each.source->unit_scales.size() > 1;
    slot.is_plain =
        each.columns.size() == 1 && each.source->values.empty() && each.source->constant.empty();
  }
  std::size_t index = 0;
  std::string problem;
  for_each_field<Row>([&](auto field) {
    Slot& slot = slots[index++];
    slot.is_required =
        std::ranges::find(Feed<Row>::kRequired, field.name) != Feed<Row>::kRequired.end();
    if (slot.is_required && !slot.is_bound && problem.empty()) {
      problem = fmt::format("no column is {}, which {} need; the columns are: {}", field.name,
                            mapping.kind, fmt::join(columns, ", "));
    }
    Row probe;
    if (slot.is_sum && number_of(field_of(probe, field)) == nullptr && problem.empty()) {
      problem = fmt::format("the mapping {} gives units for {}, which is no number", mapping.name,
                            field.name);
    }
  });
  if (!problem.empty()) return fail(ErrorCode::format, problem);
  return std::make_unique<Converter<Row>>(std::move(slots), context);
}

}  // namespace

Expected<std::unique_ptr<FeedConverter>> make_converter(const Mapping& mapping,
                                                        std::span<const std::string> columns,
                                                        const FeedContext& context) {
  const std::string& kind = mapping.kind;
  if (kind == Feed<ParcelRow>::kKind) return make<ParcelRow>(mapping, columns, context);
  if (kind == Feed<ItemRow>::kKind) return make<ItemRow>(mapping, columns, context);
  if (kind == Feed<PaymentRow>::kKind) return make<PaymentRow>(mapping, columns, context);
  if (kind == Feed<ListingRow>::kKind) return make<ListingRow>(mapping, columns, context);
  if (kind == Feed<LicenceRow>::kKind) return make<LicenceRow>(mapping, columns, context);
  if (kind == Feed<NotificationRow>::kKind) return make<NotificationRow>(mapping, columns, context);
  if (kind == Feed<OutcomeRow>::kKind) return make<OutcomeRow>(mapping, columns, context);
  if (kind == Feed<ListRow>::kKind) return make<ListRow>(mapping, columns, context);
  if (kind == Feed<PartyDecisionRow>::kKind)
    return make<PartyDecisionRow>(mapping, columns, context);
  return fail(ErrorCode::usage, fmt::format("unknown kind \"{}\"", kind));
}

}  // namespace chokepoint::ingest
