using System.Text;
using Holdfast.Failover.Configuration;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Tests.Configuration;

public sealed class DatabaseConfigurationTests
{
    private static readonly string Good = Files.Good.Replace(
        "\"activeKey\": 1",
        """
        "activeKey": 1,
        "database": {
          "unit": 51,
          "members": [
            { "member": 1, "address": "192.0.2.11" },
            { "member": 2, "address": "192.0.2.12", "port": 5433 }
          ],
          "password": "abcdefghijklmnop",
          "replicationPassword": "ABCDEFGHIJKLMNOP"
        }
        """,
        StringComparison.Ordinal
    );

    [Fact]
    public void Parse_WithoutMistakes_IsWhatItSays()
    {
        var database = Parse(Good).Value!.Group.Database!;

        Assert.Equal([5432, 5433], database.Members.Select(member => member.Port));
        Assert.Equal((51, 1500, 1024), (database.Unit, database.GrantMilliseconds, database.KeptMegabytes));
    }

    [Theory]
    [InlineData("\"unit\": 51", "\"unit\": 52", "HF-2060", "group.database.unit")]
    [InlineData("{ \"member\": 2, \"address\"", "{ \"member\": 3, \"address\"", "HF-2060", "group.database.members")]
    [InlineData(
        "\"address\": \"192.0.2.11\"",
        "\"address\": \"192.0.2.10\"",
        "HF-2060",
        "group.database.members[0].address"
    )]
    [InlineData(
        "\"address\": \"192.0.2.11\"",
        "\"address\": \"192.0.2.12\"",
        "HF-2060",
        "group.database.members[1].address"
    )]
    [InlineData("5433", "0", "HF-2007", "group.database.members[1].port")]
    [InlineData("5433", "65536", "HF-2007", "group.database.members[1].port")]
    [InlineData("abcdefghijklmnop", "abcdefghijklmno", "HF-2061", "group.database.password")]
    [InlineData("abcdefghijklmnop", "abcdefghijklmno'", "HF-2061", "group.database.password")]
    [InlineData("ABCDEFGHIJKLMNOP", "ABCDEFGHIJKLMNO\\n", "HF-2061", "group.database.replicationPassword")]
    [InlineData(
        "\"unit\": 51",
        "\"unit\": 51, \"grantMilliseconds\": 60001",
        "HF-2007",
        "group.database.grantMilliseconds"
    )]
    [InlineData("\"unit\": 51", "\"unit\": 51, \"keptMegabytes\": 63", "HF-2007", "group.database.keptMegabytes")]
    [InlineData(
        "\"member\": 1,",
        "\"member\": 1, \"database\": { \"folder\": \"data\" },",
        "HF-2062",
        "local.database"
    )]
    [InlineData(
        "\"member\": 1,",
        "\"member\": 1, \"database\": { \"folder\": \"/a b\" },",
        "HF-2062",
        "local.database"
    )]
    [InlineData(
        "\"member\": 1,",
        "\"member\": 1, \"database\": { \"programs\": \"bin\" },",
        "HF-2062",
        "local.database"
    )]
    [InlineData(
        "\"member\": 1,",
        "\"member\": 1, \"database\": { \"user\": \"a;b\" },",
        "HF-2062",
        "local.database.user"
    )]
    [InlineData(
        "\"activeKey\": 1",
        "\"activeKey\": 1, \"authentication\": \"permissive\"",
        "HF-2060",
        "group.authentication"
    )]
    public void Parse_WithAMistake_NamesIt(string right, string wrong, string id, string where)
    {
        var at = Good.IndexOf(right, StringComparison.Ordinal);
        var file = Parse(Good[..at] + wrong + Good[(at + right.Length)..]);

        Assert.Equal([(id, where)], file.Problems.Select(problem => (problem.Id, problem.Where)));
    }

    /// <summary>Half a second for the age of the grant and the disk, and the longest of what a takeover waits for.</summary>
    [Theory]
    [InlineData("", 861, 860)]
    [InlineData("\"intervalMilliseconds\": 1000,", 4110, 4109)]
    [InlineData("\"witness\": { \"address\": \"198.51.100.5\" },", 950, 949)]
    [InlineData("\"witness\": { \"address\": \"198.51.100.5\", \"leaseMilliseconds\": 3500 },", 5000, 4999)]
    [InlineData("\"reachable\": [\"192.0.2.1\"],", 1350, 1349)]
    public void Parse_GrantAndTakeover_MustFit(string setting, int enough, int tooShort)
    {
        Assert.Empty(WithGrant(setting, enough).Problems);

        var problem = Assert.Single(WithGrant(setting, tooShort).Problems);
        Assert.Equal(("HF-2068", "group.database.grantMilliseconds"), (problem.Id, problem.Where));
        Assert.Contains($"{tooShort} is less than {enough}", problem.Detail, StringComparison.Ordinal);
    }

    private static Outcome<FailoverFile> WithGrant(string setting, int milliseconds) =>
        Parse(
            Good.Replace("\"activeKey\"", $"{setting} \"activeKey\"", StringComparison.Ordinal)
                .Replace("\"unit\"", $"\"grantMilliseconds\": {milliseconds}, \"unit\"", StringComparison.Ordinal)
        );

    private static Outcome<FailoverFile> Parse(string text) =>
        FailoverFileReader.Parse("failover.json", Encoding.UTF8.GetBytes(text));
}
