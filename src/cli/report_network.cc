// A layered sketch: a column for each kind of node, nodes in a column ordered by the middle of
// their neighbours, so that links cross little. The same links give the same drawing.
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
// Two, three or four columns share the width that a page gives.
constexpr double kWidth = 860, kNodeWidthMax = 250, kCellWidth = 7.9;
constexpr double kNodeHeight = 30, kRowHeight = 38, kColumnGap = 62, kMargin = 6, kTitleHeight = 24;

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

std::vector<std::size_t> neighbours_of(const Sketch& sketch, std::size_t node) {
  std::vector<std::size_t> found;
  for (const Edge& edge : sketch.edges) {
    if (edge.from == node) found.push_back(edge.to);
    if (edge.to == node) found.push_back(edge.from);
  }
  std::ranges::sort(found);
  return found;
}

bool is_party(const Node& node) {
  return node.column == 1;
}
bool is_own_party(const Node& node) {
  return is_party(node) && node.distance <= 1;
}

// The subject's own parties in their order; the others around that one which they are tied to.
void place_parties(Sketch& sketch) {
  double own = 0;
  for (Node& node : sketch.nodes) {
    if (is_own_party(node)) node.order = ++own;
  }
  std::map<double, int> around;
  for (std::size_t i = 0; i < sketch.nodes.size(); ++i) {
    Node& node = sketch.nodes[i];
    if (!is_party(node) || is_own_party(node)) continue;
    double centre = own + 1;
    for (const std::size_t neighbour : neighbours_of(sketch, i)) {
      if (is_own_party(sketch.nodes[neighbour]))
        centre = std::min(centre, sketch.nodes[neighbour].order);
    }
    const int nth = ++around[centre];
    node.order = centre + 0.01 * (nth % 2 == 0 ? nth : -nth);
  }
}

// Nodes of the other columns stand at the middle of the parties that they are tied to.
void order_rows(Sketch& sketch, std::vector<std::vector<std::size_t>>& columns) {
  place_parties(sketch);
  for (auto& column : columns) {
    if (!is_party(sketch.nodes[column.front()])) continue;
    std::ranges::stable_sort(column, {},
                             [&](std::size_t node) { return sketch.nodes[node].order; });
    for (std::size_t row = 0; row < column.size(); ++row) {
      sketch.nodes[column[row]].order = static_cast<double>(row);
    }
  }
  for (auto& column : columns) {
    if (is_party(sketch.nodes[column.front()])) continue;
    std::map<std::size_t, double> middle;
    for (const std::size_t node : column) {
      const std::vector<std::size_t> tied = neighbours_of(sketch, node);
      double sum = 0;
      for (const std::size_t neighbour : tied) sum += sketch.nodes[neighbour].order;
      middle[node] = tied.empty() ? 0 : sum / static_cast<double>(tied.size());
    }
    std::ranges::stable_sort(column, {}, [&](std::size_t node) { return middle[node]; });
  }
}

struct Point {
  double x, y;  // the middle of a node's left side
};

// Where everything stands.
struct Plan {
  Sketch sketch;
  std::vector<std::vector<std::size_t>> columns;
  std::vector<std::size_t> kinds;  // of the columns
  std::vector<Point> points;       // of the nodes
  double node_width = 0, width = 0, height = 0;
};

Plan make_plan(Sketch sketch) {
  Plan plan;
  for (int kind = 0; kind < 4; ++kind) {
    std::vector<std::size_t> column;
    for (std::size_t i = 0; i < sketch.nodes.size(); ++i) {
      if (sketch.nodes[i].column == kind) column.push_back(i);
    }
    if (column.empty()) continue;
    plan.columns.push_back(std::move(column));
    plan.kinds.push_back(static_cast<std::size_t>(kind));
  }
  order_rows(sketch, plan.columns);
  const double count = static_cast<double>(plan.columns.size());
  plan.node_width = std::min(kNodeWidthMax, (kWidth - (count - 1) * kColumnGap) / count);
  std::size_t tallest = 0;
  for (const auto& column : plan.columns) tallest = std::max(tallest, column.size());
  plan.points.resize(sketch.nodes.size());
  for (std::size_t c = 0; c < plan.columns.size(); ++c) {
    const double above = static_cast<double>(tallest - plan.columns[c].size()) / 2;
    for (std::size_t row = 0; row < plan.columns[c].size(); ++row) {
      plan.points[plan.columns[c][row]] = {
          kMargin + static_cast<double>(c) * (plan.node_width + kColumnGap),
          kTitleHeight + (above + static_cast<double>(row) + 0.5) * kRowHeight};
    }
  }
  // Links within the last column bend out to its right.
  plan.width = 2 * kMargin + count * (plan.node_width + kColumnGap) - kColumnGap + 20;
  plan.height = kTitleHeight + static_cast<double>(tallest) * kRowHeight + kMargin;
  plan.sketch = std::move(sketch);
  return plan;
}

std::string draw_edge(const Plan& plan, const Edge& edge) {
  const Node& from = plan.sketch.nodes[edge.from];
  const Node& to = plan.sketch.nodes[edge.to];
  Point a = plan.points[edge.from], b = plan.points[edge.to];
  std::string path;
  if (from.column == to.column) {
    const double x = a.x + plan.node_width;
    path = fmt::format("M{0:.1f} {1:.1f}C{2:.1f} {1:.1f} {2:.1f} {3:.1f} {0:.1f} {3:.1f}", x, a.y,
                       x + 26, b.y);
  } else {
    if (a.x > b.x) std::swap(a, b);
    const double begin = a.x + plan.node_width, middle = (begin + b.x) / 2;
    path = fmt::format("M{0:.1f} {1:.1f}C{2:.1f} {1:.1f} {2:.1f} {3:.1f} {4:.1f} {3:.1f}", begin,
                       a.y, middle, b.y, b.x);
  }
  return fmt::format("<path class=\"edge\" d=\"{}\"><title>{}: {} to {}</title></path>\n", path,
                     escape_html(in_words(edge.kind)), escape_html(from.label),
                     escape_html(to.label));
}

std::string draw_node(const Plan& plan, std::size_t index) {
  const Node& node = plan.sketch.nodes[index];
  const Point point = plan.points[index];
  const auto cells = static_cast<std::size_t>((plan.node_width - 34) / kCellWidth);
  const std::string label = cut_to_width(printable(node.label), cells);
  return fmt::format(
      "<g class=\"node{0}\"><title>{1}</title><rect x=\"{2:.1f}\" y=\"{3:.1f}\" "
      "width=\"{4:.1f}\" height=\"{5:.0f}\" rx=\"{6:.0f}\"/><text x=\"{7:.1f}\" y=\"{8:.1f}\">"
      "<tspan class=\"sign\">{9}</tspan> {10}</text></g>\n",
      node.distance == 0   ? " subject"
      : is_own_party(node) ? " own"
                           : "",
      escape_html(node.label), point.x, point.y - kNodeHeight / 2, plan.node_width, kNodeHeight,
      is_party(node) ? kNodeHeight / 2 : 4.0, point.x + 11, point.y + 4.5,
      sign_of(kind_of(node.id)), escape_html(label));
}

}  // namespace

std::string draw_network(const Json& explanation) {
  if (explanation["links"].size() == 0) return {};
  const Plan plan = make_plan(collect(explanation));
  std::string svg = fmt::format(
      "<svg class=\"network\" viewBox=\"0 0 {0:.0f} {1:.0f}\" style=\"max-width:{0:.0f}px\" "
      "role=\"img\" aria-label=\"Network of {2}; the list under it names the links\">\n",
      plan.width, plan.height, escape_html(explanation["subject_id"].text()));
  for (std::size_t c = 0; c < plan.columns.size(); ++c) {
    svg += fmt::format("<text class=\"axis\" x=\"{:.1f}\" y=\"14\">{}</text>\n",
                       plan.points[plan.columns[c].front()].x, kColumnTitles[plan.kinds[c]]);
  }
  for (const Edge& edge : plan.sketch.edges) svg += draw_edge(plan, edge);
  for (std::size_t i = 0; i < plan.sketch.nodes.size(); ++i) svg += draw_node(plan, i);
  svg += "</svg>";
  if (plan.sketch.left_out > 0) {
    svg += fmt::format("<p class=\"quiet\">{} further away not drawn.</p>",
                       counted(plan.sketch.left_out, "node", "nodes"));
  }
  return svg;
}

}  // namespace chokepoint::cli
