// A layered sketch: a column for each kind of node, nodes in a column ordered by the middle of
// their neighbours (two sweeps of the barycentre method), so that links cross little. The same
// links give the same drawing.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli/json.h"
#include "cli/report_drawings.h"
#include "cli/template.h"
#include "cli/text_width.h"
#include "cli/wording.h"

namespace chokepoint::cli {
namespace {

constexpr std::size_t kNodesMax = 18;
constexpr std::size_t kLabelCells = 17;
constexpr double kNodeWidth = 160, kNodeHeight = 30, kRowHeight = 44, kColumnGap = 62, kMargin = 6,
                 kTitleHeight = 24;

struct Node {
  std::string id, label;
  int column = 0;
  std::size_t distance = 0;
  double order = 0;
};

struct Edge {
  std::size_t from, to;
  std::string kind;
};

struct Sketch {
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::size_t left_out = 0;
};

std::string_view kind_of(std::string_view id) {
  return id.substr(0, std::min(id.find(':'), id.size()));
}

int column_of(std::string_view kind) {
  if (kind == "consignment" || kind == "item") return 0;
  if (kind == "party" || kind == "mention") return 1;
  if (kind == "place" || kind == "channel" || kind == "account") return 2;
  return 3;
}

constexpr std::string_view kColumnTitles[] = {"consignments", "parties", "places and channels",
                                              "lists and papers"};

// A sign beside the label, so that kinds differ without colour.
std::string_view sign_of(std::string_view kind) {
  if (kind == "consignment" || kind == "item") return "■";
  if (kind == "party" || kind == "mention") return "●";
  if (kind == "place") return "▲";
  if (kind == "channel" || kind == "account") return "◆";
  return "★";
}

// The kind of thing a link ends at, where its id does not say so: only parties have links.
std::string end_of(const Json& link, std::string_view end) {
  const std::string& id = link[end].text();
  if (id.find(':') != std::string::npos) return id;
  const std::string& kind = link["kind"].text();
  if (end == "to" && kind == "located_at") return "place:" + id;
  if (end == "to" && kind == "uses") return "channel:" + id;
  return "party:" + id;
}

struct Tie {
  std::string from, to, kind;
};

// The explanation's links, and the subject's own to its parties.
std::vector<Tie> ties_of(const Json& explanation) {
  std::vector<Tie> ties;
  const std::string subject = "consignment:" + explanation["subject_id"].text();
  for (const Json& party : explanation["parties"].items()) {
    const std::string& id = party["party_id"].text();
    if (!id.empty()) ties.push_back({subject, "party:" + id, party["role"].text()});
  }
  for (const Json& link : explanation["links"].items()) {
    ties.push_back({end_of(link, "from"), end_of(link, "to"), link["kind"].text()});
  }
  return ties;
}

std::map<std::string, std::string> names_of(const Json& explanation) {
  std::map<std::string, std::string> names;
  for (const Json& party : explanation["parties"].items()) {
    names.try_emplace("party:" + party["party_id"].text(), party["name"].text());
  }
  for (const Json& link : explanation["links"].items()) {
    names.try_emplace(end_of(link, "from"), link["from_label"].text());
    names.try_emplace(end_of(link, "to"), link["to_label"].text());
  }
  std::erase_if(names, [](const auto& name) { return name.second.empty(); });
  return names;
}

// Steps from the subject to each node, over all links. Nodes not joined to it are the furthest.
std::map<std::string, std::size_t> distances(const std::vector<Tie>& ties,
                                             const std::string& subject) {
  std::map<std::string, std::set<std::string>> neighbours;
  for (const Tie& tie : ties) {
    neighbours[tie.from].insert(tie.to);
    neighbours[tie.to].insert(tie.from);
  }
  std::map<std::string, std::size_t> steps;
  std::vector<std::string> edge_of_known;
  if (neighbours.contains(subject)) {
    steps[subject] = 0;
    edge_of_known.push_back(subject);
  }
  for (std::size_t step = 1; !edge_of_known.empty(); ++step) {
    std::vector<std::string> next;
    for (const std::string& id : edge_of_known) {
      for (const std::string& neighbour : neighbours[id]) {
        if (steps.try_emplace(neighbour, step).second) next.push_back(neighbour);
      }
    }
    edge_of_known = std::move(next);
  }
  for (const auto& [id, ignored] : neighbours) steps.try_emplace(id, neighbours.size());
  return steps;
}

Sketch collect(const Json& explanation) {
  const std::vector<Tie> ties = ties_of(explanation);
  const auto steps = distances(ties, "consignment:" + explanation["subject_id"].text());
  const auto names = names_of(explanation);
  Sketch sketch;
  for (const auto& [id, distance] : steps) {
    const auto name = names.find(id);
    const std::string plain = id.substr(std::min(id.find(':') + 1, id.size()));
    sketch.nodes.push_back(
        {id, name != names.end() ? name->second : plain, column_of(kind_of(id)), distance, 0});
  }
  std::ranges::stable_sort(sketch.nodes, {}, &Node::distance);
  if (sketch.nodes.size() > kNodesMax) {
    sketch.left_out = sketch.nodes.size() - kNodesMax;
    sketch.nodes.resize(kNodesMax);
  }
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < sketch.nodes.size(); ++i) places[sketch.nodes[i].id] = i;
  std::set<std::tuple<std::size_t, std::size_t, std::string>> seen;
  for (const Tie& tie : ties) {
    const auto from = places.find(tie.from), to = places.find(tie.to);
    if (from == places.end() || to == places.end() || from->second == to->second) continue;
    if (!seen.insert({from->second, to->second, tie.kind}).second) continue;
    sketch.edges.push_back({from->second, to->second, tie.kind});
  }
  return sketch;
}

// Rows within each column, from 0; columns are centred on the tallest.
void order_rows(Sketch& sketch, std::vector<std::vector<std::size_t>>& columns) {
  for (int sweep = 0; sweep < 4; ++sweep) {
    for (auto& column : columns) {
      for (std::size_t row = 0; row < column.size(); ++row) {
        sketch.nodes[column[row]].order =
            static_cast<double>(row) - static_cast<double>(column.size()) / 2;
      }
    }
    auto& column = columns[static_cast<std::size_t>(sweep) % columns.size()];
    std::map<std::size_t, double> middle;
    for (const std::size_t node : column) {
      double sum = 0, count = 0;
      for (const Edge& edge : sketch.edges) {
        if (edge.from != node && edge.to != node) continue;
        sum += sketch.nodes[edge.from == node ? edge.to : edge.from].order;
        ++count;
      }
      middle[node] = count > 0 ? sum / count : sketch.nodes[node].order;
    }
    std::ranges::stable_sort(column, {}, [&](std::size_t node) { return middle[node]; });
  }
}

struct Point {
  double x, y;
};

std::string draw_edge(const Node& from, const Node& to, Point a, Point b, const std::string& kind) {
  const std::string title = fmt::format("<title>{}: {} to {}</title>", escape_html(in_words(kind)),
                                        escape_html(from.label), escape_html(to.label));
  if (from.column == to.column) {
    const double x = a.x + kNodeWidth, out = x + 26;
    return fmt::format(
        "<path class=\"edge\" d=\"M{0:.1f} {1:.1f}C{2:.1f} {1:.1f} {2:.1f} {3:.1f} {0:.1f} "
        "{3:.1f}\">{4}</path>\n",
        x, a.y, out, b.y, title);
  }
  if (a.x > b.x) std::swap(a, b);
  const double begin = a.x + kNodeWidth, half = (b.x - begin) / 2;
  return fmt::format(
      "<path class=\"edge\" d=\"M{0:.1f} {1:.1f}C{2:.1f} {1:.1f} {2:.1f} {3:.1f} {4:.1f} "
      "{3:.1f}\">{5}</path>\n",
      begin, a.y, begin + half, b.y, b.x, title);
}

}  // namespace

std::string draw_network(const Json& explanation) {
  if (explanation["links"].size() == 0) return {};
  Sketch sketch = collect(explanation);
  std::vector<std::vector<std::size_t>> columns;
  std::vector<int> column_kinds;
  for (int kind = 0; kind < 4; ++kind) {
    std::vector<std::size_t> column;
    for (std::size_t i = 0; i < sketch.nodes.size(); ++i) {
      if (sketch.nodes[i].column == kind) column.push_back(i);
    }
    if (column.empty()) continue;
    columns.push_back(std::move(column));
    column_kinds.push_back(kind);
  }
  order_rows(sketch, columns);
  std::size_t tallest = 0;
  for (const auto& column : columns) tallest = std::max(tallest, column.size());
  std::vector<Point> points(sketch.nodes.size());
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (std::size_t row = 0; row < columns[c].size(); ++row) {
      const double above = static_cast<double>(tallest - columns[c].size()) / 2;
      points[columns[c][row]] = {
          kMargin + static_cast<double>(c) * (kNodeWidth + kColumnGap),
          kTitleHeight + (above + static_cast<double>(row) + 0.5) * kRowHeight};
    }
  }
  const double width = 2 * kMargin +
                       static_cast<double>(columns.size()) * (kNodeWidth + kColumnGap) -
                       kColumnGap + 20;
  const double height = kTitleHeight + static_cast<double>(tallest) * kRowHeight + kMargin;
  std::string svg = fmt::format(
      "<svg class=\"network\" viewBox=\"0 0 {0:.0f} {1:.0f}\" style=\"max-width:{0:.0f}px\" "
      "role=\"img\" "
      "aria-label=\"Network of {2}; the list under it names the same links\">\n",
      width, height, escape_html(explanation["subject_id"].text()));
  for (std::size_t c = 0; c < columns.size(); ++c) {
    svg += fmt::format("<text class=\"axis\" x=\"{:.1f}\" y=\"14\">{}</text>\n",
                       kMargin + static_cast<double>(c) * (kNodeWidth + kColumnGap),
                       kColumnTitles[static_cast<std::size_t>(column_kinds[c])]);
  }
  for (const Edge& edge : sketch.edges) {
    svg += draw_edge(sketch.nodes[edge.from], sketch.nodes[edge.to], points[edge.from],
                     points[edge.to], edge.kind);
  }
  for (std::size_t i = 0; i < sketch.nodes.size(); ++i) {
    const Node& node = sketch.nodes[i];
    const std::string label = cut_to_width(printable(node.label), kLabelCells);
    svg += fmt::format(
        "<g class=\"node{0}\"><title>{1}</title><rect x=\"{2:.1f}\" y=\"{3:.1f}\" "
        "width=\"{4:.0f}\" height=\"{5:.0f}\" "
        "rx=\"{6:.0f}\"/><text x=\"{7:.1f}\" y=\"{8:.1f}\"><tspan class=\"sign\">{9}</tspan> "
        "{10}</text></g>\n",
        node.distance == 0 ? " subject" : "", escape_html(node.id), points[i].x,
        points[i].y - kNodeHeight / 2, kNodeWidth, kNodeHeight, node.column == 1 ? 15.0 : 4.0,
        points[i].x + 10, points[i].y + 4, sign_of(kind_of(node.id)), escape_html(label));
  }
  svg += "</svg>";
  if (sketch.left_out > 0) {
    svg += fmt::format("<p class=\"quiet\">{} further away not drawn.</p>",
                       counted(sketch.left_out, "node", "nodes"));
  }
  return svg;
}

}  // namespace chokepoint::cli
