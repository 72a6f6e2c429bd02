using System.Globalization;
using System.Net;
using Holdfast.Model.Addresses;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Layout.Fields;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Failover;

/// <summary>The group as fields of a form: <c>nodes</c>, <c>unitN</c>, <c>unitN.name</c>, <c>unitN.vrid</c>, and the options by their names.</summary>
internal static class GroupForm
{
    public const string FieldNames = "nodes unit* interval carrier reachable witness links";

    public static Reading<GroupDraft> Read(IFormCollection form)
    {
        var fields = new FormReader(form);
        List<Problem> problems = [];
        var draft = new GroupDraft
        {
            Nodes = [.. form["nodes"].OfType<string>().Where(node => node.Length > 0)],
            Units = [.. Numbers(form).Select(number => Unit(fields, number, problems)).OfType<UnitDraft>()],
            Options = new GroupOptions
            {
                IntervalMilliseconds = fields.Number("interval", whenEmpty: 100),
                Carrier = fields.Text("carrier") switch
                {
                    "unicast" => HeartbeatCarrier.Unicast,
                    "udp" => HeartbeatCarrier.Udp,
                    _ => HeartbeatCarrier.Multicast,
                },
                Preempts = fields.Ticked("preempts"),
                Reachable = Addresses(fields, "reachable", problems),
                Witness = Witness(fields.TextOrNull("witness"), problems),
                Links = [.. fields.Lines("links").Select(line => Link(line, problems)).OfType<GivenLink>()],
            },
        };
        return new(draft, fields.Unread, [.. fields.Problems, .. problems]);
    }

    /// <param name="group">Null: there is none; then the gateways are proposed as what must be reached.</param>
    public static IReadOnlyDictionary<string, string> Write(CommittedGroup? group, IReadOnlyList<string> gateways)
    {
        var options = group?.Options ?? new GroupOptions();
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["nodes"] = string.Join(',', (group?.Members ?? []).Select(member => member.Node)),
            ["interval"] = Text(options.IntervalMilliseconds),
            ["carrier"] = options.Carrier.ToString().ToLowerInvariant(),
            ["preempts"] = options.Preempts ? CheckField.Ticked : "",
            ["reachable"] = string.Join('\n', group is null ? gateways : options.Reachable.Select(host => $"{host}")),
            ["witness"] = options.Witness is { } witness ? $"{new IPEndPoint(witness.Address, witness.Port)}" : "",
            ["links"] = string.Join('\n', options.Links.Select(link => $"{link.Node} {link.Address} {link.Link}")),
        };
        foreach (var (index, unit) in (group?.Units ?? []).Index())
        {
            values[$"unit{index + 1}"] = string.Join('\n', unit.Addresses);
            values[$"unit{index + 1}.name"] = unit.Name;
            values[$"unit{index + 1}.vrid"] = Text(unit.Vrid);
        }

        return values;
    }

    /// <summary>What is wrong with a unit stands at its field.</summary>
    public static Problem AtField(Problem problem) =>
        problem.Where.StartsWith("units[", StringComparison.Ordinal)
        && int.TryParse(problem.Where[6..].TrimEnd(']'), CultureInfo.InvariantCulture, out var index)
            ? problem with
            {
                Where = $"unit{index + 1}",
            }
        : problem.Where == "units" ? problem with { Where = "unit1" }
        : problem;

    private static IEnumerable<int> Numbers(IFormCollection form) =>
        Enumerable.Range(1, GroupDraftRules.MostUnits).Where(number => form.ContainsKey($"unit{number}"));

    /// <returns>Null: nothing was typed there.</returns>
    private static UnitDraft? Unit(FormReader fields, int number, List<Problem> problems)
    {
        var field = $"unit{number}";
        return fields.Text(field).Length == 0
            ? null
            : new UnitDraft(
                Addresses(fields, field, problems),
                fields.NumberOrNull($"{field}.vrid"),
                fields.Text($"{field}.name")
            );
    }

    private static List<IPAddress> Addresses(FormReader fields, string field, List<Problem> problems)
    {
        List<IPAddress> addresses = [];
        foreach (var line in fields.Lines(field))
        {
            if (AddressText.TryParseAddress(line, out var address))
            {
                addresses.Add(address);
            }
            else
            {
                problems.Add(FormProblems.Unreadable.At(field, $"“{Shortened(line)}” is no IP address."));
            }
        }

        return addresses;
    }

    private static WitnessPlan? Witness(string? text, List<Problem> problems)
    {
        if (text is null)
        {
            return null;
        }

        if (AddressText.TryParseAddress(text, out var alone))
        {
            return new WitnessPlan(alone, WitnessPort);
        }

        if (IPEndPoint.TryParse(text, out var both))
        {
            return new WitnessPlan(both.Address, both.Port == 0 ? WitnessPort : both.Port);
        }

        problems.Add(FormProblems.Unreadable.At("witness", $"“{Shortened(text)}” is no IP address."));
        return null;
    }

    private static GivenLink? Link(string line, List<Problem> problems)
    {
        if (
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var node, var address, var link]
            && AddressText.TryParseAddress(address, out var parsed)
        )
        {
            return new GivenLink(node, parsed, link);
        }

        problems.Add(FormProblems.Unreadable.At("links", $"“{Shortened(line)}”."));
        return null;
    }

    /// <summary>That of <c>holdfast witness</c>.</summary>
    private const int WitnessPort = 3113;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Shortened(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
