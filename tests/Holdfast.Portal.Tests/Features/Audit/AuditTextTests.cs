using System.Net;
using Holdfast.Data.Audit;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Portal.Tests.Features.Audit;

/// <summary>Entries as people and programs read them.</summary>
public sealed class AuditTextTests
{
    [Theory]
    [InlineData("""{"before":{"a":"1"},"after":{"a":2,"b":[]}}""", "a|1|2;b|–|–")]
    [InlineData(
        """{"role":"user","groups":["x","y"],"must":true,"none":null}""",
        "role||user;groups||x, y;must||yes;none||–"
    )]
    [InlineData("""{"before":"x","after":{}}""", "before||x;after||{}")]
    [InlineData("{}", "")]
    [InlineData("[1]", "||1")]
    [InlineData("no JSON", "||no JSON")]
    public void Detail_AnyText_IsLines(string json, string lines) =>
        Assert.Equal(lines, string.Join(';', AuditDetail.Read(json).Select(d => $"{d.Name}|{d.Before}|{d.Now}")));

    [Fact]
    public void Csv_QuotesAndFormulas_AreHarmless()
    {
        var at = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
        var entry = new AuditEntry(
            Guid.Empty,
            at,
            "=HYPERLINK(\"http://x\")",
            "user.add",
            "a,\"b\"",
            "{}",
            IPAddress.Loopback
        );

        Assert.Equal(
            "\"2026-11-22T10:00:00.000000Z\",\"'=HYPERLINK(\"\"http://x\"\")\",\"user.add\",\"a,\"\"b\"\"\",\"127.0.0.1\",\"{}\"\r\n",
            AuditCsv.LineOf(entry)
        );
    }

    [Theory]
    [InlineData("2026-11-17", "2026-11-17", "2026-11-17T00:00 2026-11-18T00:00")]
    [InlineData("2026-11-17T14:00", "2026-11-17T15:00:00+01:00", "2026-11-17T14:00 2026-11-17T14:00")]
    [InlineData("", "", " ")]
    public void Question_DaysAndMoments_AreAFilter(string from, string until, string filter)
    {
        var read = AuditQuestion.Of(null, null, null, from, until).Read().Value!;

        Assert.Equal(filter, $"{read.From:yyyy-MM-ddTHH:mm} {read.Until:yyyy-MM-ddTHH:mm}");
    }

    [Fact]
    public void Question_NoTimes_SaysBoth() =>
        Assert.Equal(
            ["HF-1470 from", "HF-1470 until"],
            AuditQuestion.Of("a", "b", "c", "17.11.", "later").Read().Problems.Select(p => $"{p.Kind.Id} {p.Where}")
        );
}
