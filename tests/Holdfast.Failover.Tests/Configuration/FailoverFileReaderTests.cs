using System.Text;
using Holdfast.Failover.Agent;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Tests.Configuration;

public sealed class FailoverFileReaderTests
{
    [Fact]
    public void Parse_WithoutMistakes_IsWhatItSays()
    {
        var file = Parse(Files.Good).Value!;

        var plan = UnitPlan.Of(file, file.Group.Units[0]);
        Assert.Equal((new MemberId(1), (byte)150, 2), (plan.Role.Self, plan.Role.Priority, plan.Role.Paths));
        Assert.Equal(TimeSpan.FromMilliseconds(100), plan.Role.Interval);
        Assert.True(plan.Role.SpeaksStatus);
        Assert.Equal((AuthenticationMode.Enforce, (byte)51), (plan.Policy.Mode, plan.Policy.Vrid));
        Assert.Equal(["eth0", "eth0", "eth1"], plan.Addresses.Select(one => one.Link));
        Assert.Equal(["192.0.2.12", "10.0.0.12"], plan.Policy.UnicastPeers.Select(peer => peer.ToString()));
    }

    [Theory]
    [InlineData("2001:db8::10", false)]
    [InlineData("fe80::10", true)]
    public void Parse_HeartbeatsOverIPv6_NeedALinkLocalAddress(string address, bool good)
    {
        var text = Files
            .Good.Replace("192.0.2.11", "fe80::11", StringComparison.Ordinal)
            .Replace("192.0.2.12", "fe80::12", StringComparison.Ordinal)
            .Replace("2001:db8::10", address, StringComparison.Ordinal);

        var file = Parse(text);

        Assert.Equal(good, file.Succeeded);
        Assert.Equal(
            good ? [] : [("HF-2010", "group.paths[0]")],
            file.Problems.Select(problem => (problem.Id, problem.Where))
        );
    }

    [Theory]
    [InlineData("\"member\": 1", "\"member\": 3", "HF-2003", "local.member")]
    [InlineData("\"outside\": \"eth0\"", "\"outside\": \"a/b\"", "HF-2006", "local.links.outside")]
    [InlineData("\"member\": 1", "\"member\": 1, \"expects\": [\"No\"]", "HF-2011", "local.expects")]
    [InlineData("\"member\": 1", "\"member\": 1, \"expects\": [\"a\", \"a\"]", "HF-2011", "local.expects")]
    [InlineData(
        "\"member\": 1",
        "\"member\": 1, \"expects\": [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\"]",
        "HF-2011",
        "local.expects"
    )]
    [InlineData("\"member\": 1", "\"member\": 1, \"hook\": \"move\"", "HF-2013", "local.hook")]
    [InlineData("\"member\": 1", "\"member\": 1, \"hook\": \"\"", "HF-2013", "local.hook")]
    [InlineData("\"member\": 1", "\"member\": 1, \"graceMilliseconds\": 99", "HF-2007", "local.graceMilliseconds")]
    [InlineData("\"id\": 2, \"name\"", "\"id\": 1, \"name\"", "HF-2002", "group.members[1].id")]
    [InlineData(
        "\"activeKey\": 1",
        "\"activeKey\": 1, \"witness\": { \"address\": \"192.0.2.12\" }",
        "HF-2012",
        "group.witness.address"
    )]
    [InlineData(
        "\"activeKey\": 1",
        "\"activeKey\": 1, \"witness\": { \"address\": \"198.51.100.5\", \"port\": 0 }",
        "HF-2012",
        "group.witness.port"
    )]
    [InlineData(
        "\"activeKey\": 1",
        "\"activeKey\": 1, \"witness\": { \"address\": \"198.51.100.5\", \"leaseMilliseconds\": 199 }",
        "HF-2012",
        "group.witness.leaseMilliseconds"
    )]
    [InlineData("\"id\": 2, \"name\"", "\"id\": 256, \"name\"", "HF-2002", "group.members[1].id")]
    [InlineData("\"priority\": 100", "\"priority\": 150", "HF-2002", "group.members[1].priority")]
    [InlineData("\"priority\": 100", "\"priority\": 255", "HF-2002", "group.members[1].priority")]
    [InlineData("\"192.0.2.12\", ", "", "HF-2002", "group.members[1].addresses")]
    [InlineData("{ \"network\": \"outside\" },", "{ \"network\": \"moon\" },", "HF-2006", "group.paths[0].network")]
    [InlineData("\"carrier\": \"udp\"", "\"carrier\": \"udp\", \"port\": 0", "HF-2007", "group.paths[1].port")]
    [InlineData(
        "\"activeKey\": 1",
        "\"activeKey\": 1, \"authentication\": \"off\"",
        "HF-2009",
        "group.paths[1].carrier"
    )]
    [InlineData("\"vrid\": 51", "\"vrid\": 0", "HF-2005", "group.units[0].vrid")]
    [InlineData(
        "\"inside\", \"address\": \"10.0.0.10\"",
        "\"moon\", \"address\": \"10.0.0.10\"",
        "HF-2006",
        "group.units[0].addresses[2].network"
    )]
    [InlineData("10.0.0.10", "10.0.0.12", "HF-2005", "group.units[0].addresses[2].address")]
    [InlineData("\"10.0.0.10\"", "\"192.0.2.10\"", "HF-2005", "group.units[0].addresses[2].address")]
    [InlineData("2001:db8::10", "ff02::1", "HF-2005", "group.units[0].addresses[1].address")]
    [InlineData(
        "\"address\": \"10.0.0.10\"",
        "\"address\": \"239.0.0.1\"",
        "HF-2005",
        "group.units[0].addresses[2].address"
    )]
    [InlineData("\"192.0.2.12\", ", "\"2001:db8::12\", ", "HF-2010", "group.paths[0]")]
    [InlineData("\"activeKey\": 1", "\"activeKey\": 2", "HF-2008", "group.activeKey")]
    [InlineData("AAECAwQF", "", "HF-2008", "group.keys[0].secret")]
    [InlineData("AAECAwQF", "!!!!", "HF-2008", "group.keys[0].secret")]
    [InlineData(
        "\"activeKey\": 1",
        "\"activeKey\": 1, \"intervalMilliseconds\": 15",
        "HF-2007",
        "group.intervalMilliseconds"
    )]
    [InlineData("\"activeKey\": 1", "\"activeKey\": 1, \"leaseSeconds\": 0", "HF-2007", "group.leaseSeconds")]
    public void Parse_OneMistake_IsNamed(string good, string bad, string id, string where)
    {
        var read = Parse(Changed(good, bad));

        Assert.Contains(read.Problems, problem => problem.Id == id && problem.Where == where);
    }

    [Fact]
    public void Parse_SeveralMistakes_AllAreNamed()
    {
        var read = Parse(
            Files
                .Good.Replace("\"vrid\": 51", "\"vrid\": 300", StringComparison.Ordinal)
                .Replace("\"priority\": 150", "\"priority\": 0", StringComparison.Ordinal)
                .Replace("\"activeKey\": 1", "\"activeKey\": 9, \"leaseSeconds\": 61", StringComparison.Ordinal)
        );

        Assert.Equal(["HF-2002", "HF-2005", "HF-2007", "HF-2008"], read.Problems.Select(problem => problem.Id));
    }

    [Theory]
    [InlineData("", "HF-2001")]
    [InlineData("null", "HF-2001")]
    [InlineData("[]", "HF-2001")]
    [InlineData("{\"local\":{\"member\":1,\"links\":{}}}", "HF-2001")]
    public void Parse_NoConfiguration_SaysSo(string text, string id) =>
        Assert.Equal(id, Assert.Single(Parse(text).Problems).Id);

    [Theory]
    [InlineData("\"activeKey\"", "\"activKey\"")]
    [InlineData("\"carrier\": \"udp\"", "\"carrier\": \"pigeon\"")]
    [InlineData("\"192.0.2.10\"", "\"192.0.2\"")]
    [InlineData("\"name\": \"beta\"", "\"name\": null")]
    [InlineData("\"member\": 1", "\"member\": 1, \"expects\": null")]
    [InlineData("\"member\": 1", "\"member\": 1, \"expects\": [null]")]
    [InlineData("{ \"network\": \"outside\" },", "null,")]
    [InlineData("\"links\": { \"outside\": \"eth0\", \"inside\": \"eth1\" }", "\"links\": null")]
    [InlineData("\"secret\": \"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\"", "\"secret\": null")]
    public void Parse_NotUnderstood_SaysWhereAndNoSecret(string good, string bad)
    {
        var problem = Assert.Single(Parse(Changed(good, bad)).Problems);

        Assert.Equal("HF-2001", problem.Id);
        Assert.StartsWith("failover.json", problem.Where, StringComparison.Ordinal);
        Assert.DoesNotContain("AAECAwQF", problem.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Whatever bytes stand there, there is a configuration or a reason.</summary>
    [Fact]
    public void Parse_AnyCutOrBrokenByte_GivesAConfigurationOrReasons()
    {
        var good = Encoding.UTF8.GetBytes(Files.Good);
        for (var at = 0; at < good.Length; at++)
        {
            var broken = (byte[])good.Clone();
            broken[at] ^= 0x11;
            foreach (var bytes in new[] { good[..at], broken })
            {
                var read = FailoverFileReader.Parse("failover.json", bytes);
                Assert.True(read.Succeeded == (read.Value is not null));
            }
        }
    }

    [Fact]
    public void Read_NoFile_SaysWhich()
    {
        var problem = Assert.Single(FailoverFileReader.Read("/nonexistent/failover.json").Problems);

        Assert.Equal(("HF-2000", "/nonexistent/failover.json"), (problem.Id, problem.Where));
    }

    [Fact]
    public void ToString_Key_DoesNotTellIt() =>
        Assert.DoesNotContain("AAEC", Parse(Files.Good).Value!.Group.Keys[0].ToString(), StringComparison.Ordinal);

    private static string Changed(string good, string bad)
    {
        var changed = Files.Good.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(Files.Good, changed);
        return changed;
    }

    private static Model.Problems.Outcome<FailoverFile> Parse(string text) =>
        FailoverFileReader.Parse("failover.json", Encoding.UTF8.GetBytes(text));
}
