// A published pattern holds, on these rows.
#pragma once

#include <cstdint>

#include "records/columns.h"

namespace chokepoint::signals {

using records::Moment;
using records::RowId;
using records::Text;

// One typology on one subject.
struct Signal {
  RowId signal_id;
  Text typology;      // its id in data/typologies
  Text subject_kind;  // consignment
  RowId subject_id;
  float strength = 0;  // 0..1
  Text says;           // in words, with the figures
  Moment known_at;
};

// A row that a signal rests on.
struct Evidence {
  RowId signal_id;
  std::int32_t position = 0;  // from 0
  Text row_table;
  RowId row_id;
};

}  // namespace chokepoint::signals

namespace chokepoint::records {

template <>
struct Table<signals::Signal> {
  static constexpr const char* kName = "signal";
  static constexpr void columns(auto&& visit) {
    using Row = signals::Signal;
    visit(Column{"signal_id", &Row::signal_id});
    visit(Column{"typology", &Row::typology});
    visit(Column{"subject_kind", &Row::subject_kind});
    visit(Column{"subject_id", &Row::subject_id});
    visit(Column{"strength", &Row::strength});
    visit(Column{"says", &Row::says});
    visit(Column{"known_at", &Row::known_at});
  }
};

template <>
struct Table<signals::Evidence> {
  static constexpr const char* kName = "evidence";
  static constexpr void columns(auto&& visit) {
    using Row = signals::Evidence;
    visit(Column{"signal_id", &Row::signal_id});
    visit(Column{"position", &Row::position});
    visit(Column{"row_table", &Row::row_table});
    visit(Column{"row_id", &Row::row_id});
  }
};

}  // namespace chokepoint::records
