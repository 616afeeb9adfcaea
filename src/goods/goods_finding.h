// A statement about one item: this substance, by this evidence, stands under this row of a regime on its day and route.
//
// One row for each item, substance and row of a regime that concerns its route. Text is a view into the catalogue or the
// batch's arena. A finding is no verdict: status and confidence say how far it carries.
#pragma once

#include "records/columns.h"
#include "records/unknown.h"

namespace chokepoint::goods {

using records::Moment;
using records::RowId;
using records::Text;

struct GoodsFinding {
  RowId finding_id;
  RowId consignment_id;
  RowId item_row_id;
  Text substance;       // the catalogue's id: a substance, a group or a kind of equipment; "residual" for a busy tariff code
  Text substance_name;
  Text cas;
  Text matched_by;      // name, cas, hs, structure, text (a part of a longer name, or an ending)
  Text matched_text;    // what stood there
  Text coverage;        // named, group
  Text regime;          // ISO 3166 alpha-2, or UN, EU; empty for "residual"
  Text list;
  Text status;          // in_force, not_yet, ended, proposed, unknown
  Text obligations;     // ; between: the papers and the rules
  Text papers;          // ; between: licence, registration, import_permit, export_permit, pre_export_notification, declaration
  float confidence = 0; // that the goods are the substance, 0..1
  Text source;
  Text source_status;   // verified, unverified
  Moment known_at;
};

}  // namespace chokepoint::goods

namespace chokepoint::records {

template <>
struct Table<goods::GoodsFinding> {
  static constexpr const char* kName = "goods_finding";
  static constexpr auto columns() {
    using Row = goods::GoodsFinding;
    return std::tuple{
        Column{"finding_id", &Row::finding_id},
        Column{"consignment_id", &Row::consignment_id},
        Column{"item_row_id", &Row::item_row_id},
        Column{"substance", &Row::substance},
        Column{"substance_name", &Row::substance_name},
        Column{"cas", &Row::cas},
        Column{"matched_by", &Row::matched_by},
        Column{"matched_text", &Row::matched_text},
        Column{"coverage", &Row::coverage},
        Column{"regime", &Row::regime},
        Column{"list", &Row::list},
        Column{"status", &Row::status},
        Column{"obligations", &Row::obligations},
        Column{"papers", &Row::papers},
        Column{"confidence", &Row::confidence},
        Column{"source", &Row::source},
        Column{"source_status", &Row::source_status},
        Column{"known_at", &Row::known_at},
    };
  }
};

}  // namespace chokepoint::records
