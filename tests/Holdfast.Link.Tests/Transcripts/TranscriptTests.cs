using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Link.Channels;
using Holdfast.Link.Messages;

namespace Holdfast.Link.Tests.Transcripts;

/// <summary>
/// Portals and nodes of releases next to each other understand each other: every message is kept as each release wrote it, read and
/// written by this one, and given members of the next.
/// </summary>
public sealed class TranscriptTests
{
    private static readonly IReadOnlyList<int> Versions =
    [
        .. Enumerable.Range(LinkVersion.Oldest, LinkVersion.Current - LinkVersion.Oldest + 1),
    ];

    private static readonly IReadOnlyList<TranscriptLine> Lines = [.. Versions.SelectMany(LinesOf)];

    public static TheoryData<string> Names => [.. Lines.Select(line => line.Name).Distinct()];

    /// <summary>What is read says all that was written, and no more than the value that was meant.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Read_AsAnEarlierReleaseWroteIt_IsWhatWasMeant(string name) =>
        Assert.All(
            Named(name),
            line =>
            {
                var read = Read(line.Json);

                Assert.True(
                    SomeMessages.ByName.TryGetValue(name, out var meant),
                    $"“{name}” is no longer in SomeMessages. {TranscriptRules.Change}"
                );
                Assert.Equal(meant.GetType(), read.GetType());
                Assert.Equal(Text(meant), Text(read));
            }
        );

    /// <summary>The release before is strict about what it knows: each member stands where it looks for it, and says the same.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Write_ForAnEarlierRelease_HoldsAllThatItReads(string name) =>
        Assert.All(
            Named(name),
            line =>
            {
                var lack = Lacks(line.Parse(), JsonNode.Parse(Text(SomeMessages.ByName[name]))!, "$");

                Assert.True(lack is null, $"{lack} {TranscriptRules.Change}");
            }
        );

    [Fact]
    public void Transcripts_OfAllVersions_HoldEveryKindMemberAndWord()
    {
        var coverage = new TranscriptCoverage();
        LinesOf(LinkVersion.Current).ToList().ForEach(coverage.Add);
        var gaps = coverage.Gaps();

        Assert.True(gaps.Count == 0, $"No line has: {string.Join("; ", gaps)}.\n{TranscriptRules.Add}\n{NewLines()}");
    }

    [Fact]
    public void Transcripts_MessagesOfOurTests_AreAllInTheNewest() =>
        Assert.True(NewLines().Length == 0, $"{TranscriptRules.Add}\n{NewLines()}");

    /// <summary>The next release may say more, anywhere.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Read_WithMembersOfTheNextRelease_TheyAreSkipped(string name) =>
        Assert.All(
            Named(name),
            line =>
            {
                var more = line.Parse();
                Extend(more);

                var read = Read(more.ToJsonString());

                Assert.NotEqual(line.Json, more.ToJsonString());
                Assert.Equal(Text(SomeMessages.ByName[name]), Text(read));
            }
        );

    /// <summary>Kinds and words of the next release are for those who agreed on its version of the link.</summary>
    [Theory]
    [InlineData("events, each kind", "\"session-counted\"", "\"session-paused\"")]
    [InlineData("goodbye", "\"goodbye\"", "\"see-you\"")]
    [InlineData("snapshot, all", "\"udp\"", "\"quic\"")]
    public void Read_KindOrWordOfTheNextRelease_IsRefused(string name, string word, string next)
    {
        var text = Named(name)[0].Json.Replace(word, next, StringComparison.Ordinal);

        Assert.NotEqual(Named(name)[0].Json, text);
        Assert.ThrowsAny<JsonException>(() => LinkJson.Read(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>What every release wrote is there: where it is not, the message is none, and nothing else goes wrong.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Read_AnyMemberMissing_AMessageOrRefused(string name) =>
        Assert.All(
            Named(name).SelectMany(line => Members(line.Parse()).Select(path => Without(line.Parse(), path))),
            text =>
                Assert.True(
                    Record.Exception(() => LinkJson.Read(Encoding.UTF8.GetBytes(text))) is null or JsonException,
                    text
                )
        );

    private static IReadOnlyList<TranscriptLine> LinesOf(int version) =>
        TranscriptLine.Read(string.Create(CultureInfo.InvariantCulture, $"link-{version}.txt"));

    private static IReadOnlyList<TranscriptLine> Named(string name) => [.. Lines.Where(line => line.Name == name)];

    private static LinkMessage Read(string text)
    {
        try
        {
            return LinkJson.Read(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException broken)
        {
            Assert.Fail($"{broken.Message} {TranscriptRules.Change}");
            throw;
        }
    }

    private static string Text(LinkMessage message) => Encoding.UTF8.GetString(LinkJson.Write(message));

    private static string NewLines()
    {
        var known = LinesOf(LinkVersion.Current).Select(line => line.Name).ToHashSet(StringComparer.Ordinal);
        return string.Concat(
            SomeMessages
                .ByName.Where(message => !known.Contains(message.Key))
                .Select(message => $"# {message.Key}\n{Text(message.Value)}\n")
        );
    }

    /// <returns>Null: all of the one is in the other.</returns>
    private static string? Lacks(JsonNode? was, JsonNode? now, string place) =>
        (was, now) switch
        {
            (JsonObject old, JsonObject present) => old.Select(member =>
                    Lacks(member.Value, present[member.Key], $"{place}.{member.Key}")
                )
                .FirstOrDefault(lack => lack is not null),
            (JsonArray old, JsonArray present) when old.Count == present.Count => old.Zip(present)
                .Select((pair, index) => Lacks(pair.First, pair.Second, $"{place}[{index}]"))
                .FirstOrDefault(lack => lack is not null),
            _ => JsonNode.DeepEquals(was, now)
                ? null
                : $"{place} was {was?.ToJsonString()}, is {now?.ToJsonString() ?? "not there"}.",
        };

    /// <summary>Its members are no members of a message: their names are values, too.</summary>
    private const string Map = "links";

    private static void Extend(JsonNode? node)
    {
        if (node is JsonArray elements)
        {
            elements.ToList().ForEach(Extend);
        }

        if (node is JsonObject members)
        {
            members.Where(member => member.Key != Map).Select(member => member.Value).ToList().ForEach(Extend);
            members["ofTheNextRelease"] = JsonNode.Parse("""{"deep":[1,{"x":null}]}""");
        }
    }

    private static IEnumerable<string> Members(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.SelectMany(member =>
                Members(member.Value).Append(((JsonObject)node).GetPath() + "|" + member.Key)
            ),
            JsonArray elements => elements.SelectMany(Members),
            _ => [],
        };

    private static string Without(JsonNode root, string path)
    {
        var (parent, name) = (path[..path.LastIndexOf('|')], path[(path.LastIndexOf('|') + 1)..]);
        ((JsonObject)Inside(root).Single(node => node.GetPath() == parent)).Remove(name);
        return root.ToJsonString();
    }

    private static IEnumerable<JsonNode> Inside(JsonNode node) =>
        (
            node switch
            {
                JsonObject members => members.Select(member => member.Value),
                JsonArray elements => elements,
                _ => [],
            }
        )
            .OfType<JsonNode>()
            .SelectMany(Inside)
            .Prepend(node);
}
