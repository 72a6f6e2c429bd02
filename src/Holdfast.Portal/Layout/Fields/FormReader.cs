using System.Globalization;
using System.Net;
using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Layout.Fields;

/// <summary>Reads typed values from the text of a form and collects what cannot be read, each under the name of its field.</summary>
internal sealed class FormReader(IFormCollection form)
{
    /// <summary>Entries of one list; a form is bounded by the server as a whole.</summary>
    private const int MostEntries = 1000;

    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public UnreadPlaces Unread => new(_problems.Select(problem => problem.Where));

    public string Text(string field) => form[field].ToString().Trim();

    public string? TextOrNull(string field) => Text(field) is { Length: > 0 } text ? text : null;

    public bool Ticked(string field) => Text(field) == CheckField.Ticked;

    /// <summary>One entry in each line.</summary>
    public IReadOnlyList<string> Lines(string field) => Split(field, ['\n']);

    public IReadOnlyList<IPNetwork> Networks(string field) => Each(field, Lines(field), NetworkOrNull);

    /// <summary>With commas or spaces between.</summary>
    public IReadOnlyList<int> Numbers(string field) => Each(field, Split(field, [',', ' ', '\n']), ReadNumber);

    /// <summary>A node and its network in each line.</summary>
    public IReadOnlyList<NodeSlice> Slices(string field) =>
        [
            .. Each(field, Lines(field), SliceOrNull)
                .Select(slice => new NodeSlice { Node = slice.Node, Network = slice.Network }),
        ];

    /// <summary>A unit, its host name and its port in each line.</summary>
    public IReadOnlyList<FurtherUnit> FurtherUnits(string field) =>
        [
            .. Each(field, Lines(field), FurtherUnitOrNull)
                .Select(further => new FurtherUnit
                {
                    Unit = further.Unit,
                    HostName = further.HostName,
                    Port = further.Port,
                }),
        ];

    public IPNetwork Network(string field) =>
        NetworkOrNull(Text(field))
        ?? Unreadable<IPNetwork>(field, "a network such as 10.43.0.0/24 or fd43::/64, without host bits");

    public int Number(string field) => ReadNumber(Text(field)) ?? Unreadable<int>(field, "a number");

    public int Number(string field, int whenEmpty) => Text(field).Length == 0 ? whenEmpty : Number(field);

    public int? NumberOrNull(string field) => Text(field).Length == 0 ? null : Number(field);

    public Uri? UriOrNull(string field) =>
        TextOrNull(field) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri
        : Unreadable<Uri>(field, "an address that begins with https://");

    public IPAddress? AddressOrNull(string field) =>
        TextOrNull(field) is not { } text ? null
        : AddressText.TryParseAddress(text, out var address) ? address
        : Unreadable<IPAddress>(field, "an IP address");

    private string[] Split(string field, char[] separators)
    {
        var entries = form[field]
            .ToString()
            .Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (entries.Length > MostEntries)
        {
            _problems.Add(FormProblems.TooMany.At(field, $"{entries.Length} entries."));
            return [];
        }

        return entries;
    }

    private List<T> Each<T>(string field, IReadOnlyList<string> entries, Func<string, T?> read)
        where T : struct
    {
        var values = new List<T>();
        foreach (var (index, entry) in entries.Index())
        {
            if (read(entry) is { } value)
            {
                values.Add(value);
            }
            else
            {
                _problems.Add(FormProblems.Unreadable.At($"{field}[{index}]", $"“{Shortened(entry)}”."));
            }
        }

        return values;
    }

    private T? Unreadable<T>(string field, string expected)
    {
        var text = Text(field);
        _problems.Add(
            text.Length == 0
                ? FormProblems.Missing.At(field, $"Needed is {expected}.")
                : FormProblems.Unreadable.At(field, $"“{Shortened(text)}” is not {expected}.")
        );
        return default;
    }

    private static int? ReadNumber(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IPNetwork? NetworkOrNull(string text) =>
        AddressText.TryParseNetwork(text, out var network) ? network : null;

    private static (string Node, IPNetwork Network)? SliceOrNull(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var node, var network]
        && AddressText.TryParseNetwork(network, out var parsed)
            ? (node, parsed)
            : null;

    private static (int Unit, string HostName, int Port)? FurtherUnitOrNull(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var unit, var hostName, var port]
        && ReadNumber(unit) is { } vrid
        && ReadNumber(port) is { } number
            ? (vrid, hostName, number)
            : null;

    private static string Shortened(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
