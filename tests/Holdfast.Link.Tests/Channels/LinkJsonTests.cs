using System.Text;
using System.Text.Json;
using Holdfast.Link.Channels;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;

namespace Holdfast.Link.Tests.Channels;

public sealed class LinkJsonTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var status = new ServiceStatus("office", "hf-wg-1", Works: true, Detail: null, Sessions: 3);
        var message = new NodeStatus(DateTimeOffset.UnixEpoch, [status], "vpn.example.org", WireGuardTcpUrl: null);

        var read = Assert.IsType<NodeStatus>(LinkJson.Read(LinkJson.Write(message)));

        Assert.Equal(status, Assert.Single(read.Services));
        Assert.Equal(message.HostName, read.HostName);
    }

    [Fact]
    public void Read_MembersThatWeDoNotKnow_Skipped() =>
        Assert.Equal(new Goodbye("x"), Read("""{"type":"goodbye","reason":"x","mood":{"deep":[1,2]}}"""));

    /// <summary>What came later is optional: a portal and a node of different age go on understanding each other.</summary>
    [Fact]
    public void Read_StatusOfAnOlderNode_LacksTheFigures()
    {
        var status = Assert.IsType<NodeStatus>(
            Read(
                """
                {"type":"status","at":"2026-11-01T00:00:00+00:00","services":[{"profileId":"p","interface":"hf-wg-1",
                "works":true,"sessions":3}],"hostName":"vpn.example.org"}
                """
            )
        );

        Assert.Null(status.Machine);
        Assert.Equal(new ServiceStatus("p", "hf-wg-1", Works: true, Detail: null, 3), Assert.Single(status.Services));
    }

    [Fact]
    public void Read_StatusWithSomeFigures_TheOthersAreUnknown()
    {
        var status = Assert.IsType<NodeStatus>(
            Read(
                """
                {"type":"status","at":"2026-11-01T00:00:00+00:00","services":[],"hostName":"x","machine":{"cpuLoad":0.5}}
                """
            )
        );

        Assert.Equal(new MachineStatus(0.5, null, null, null, null), status.Machine);
    }

    [Fact]
    public void Read_SnapshotAndDeltaOfAnOlderPortal_SayNothingOfDraining()
    {
        var snapshot = Read(
            """{"type":"snapshot","revision":{"epoch":1,"number":1},"services":[],"peers":[],"clients":[]}"""
        );
        var delta = Read("""{"type":"delta","changes":{"from":{"epoch":1,"number":1},"to":{"epoch":1,"number":2}}}""");

        Assert.Null(Assert.IsType<Snapshot>(snapshot).Draining);
        Assert.Null(Assert.IsType<Delta>(delta).Changes.Draining);
    }

    [Fact]
    public void Read_EveryEventKind_Known()
    {
        var ended = new SessionEnded(DateTimeOffset.UnixEpoch, Guid.Empty, 1, 2, "expired");
        var read = Assert.IsType<NodeEvents>(LinkJson.Read(LinkJson.Write(new NodeEvents(Guid.Empty, 7, [ended]))));
        Assert.Equal(ended, Assert.Single(read.Events));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"goodbye\"")]
    [InlineData("{\"type\":\"goodbye\"}")]
    [InlineData("{\"type\":\"goodbye\",\"reason\":null}")]
    [InlineData("{\"type\":\"goodbye\",\"reason\":1}")]
    [InlineData("{\"type\":\"goodbye\",\"reason\":\"x\"} trailing")]
    [InlineData("{\"type\":\"unheard-of\"}")]
    [InlineData("{\"type\":1}")]
    [InlineData("{\"reason\":\"x\",\"type\":\"goodbye\"}")]
    [InlineData("{\"type\":\"delta\"}")]
    [InlineData("{\"type\":\"snapshot\",\"revision\":{\"epoch\":1,\"number\":1}}")]
    [InlineData(
        "{\"type\":\"snapshot\",\"revision\":{\"epoch\":1,\"number\":1},\"services\":[null],\"peers\":[],\"clients\":[]}"
    )]
    [InlineData("{\"type\":\"applied\",\"revision\":{\"epoch\":1,\"number\":\"1\"},\"failures\":[]}")]
    [InlineData("{\"type\":\"applied\",\"revision\":{\"epoch\":1,\"number\":99999999999999999999},\"failures\":[]}")]
    [InlineData("{\"type\":\"events\",\"outboxId\":\"nonsense\",\"first\":1,\"events\":[]}")]
    [InlineData(
        "{\"type\":\"events\",\"outboxId\":\"00000000-0000-0000-0000-000000000000\",\"first\":1,\"events\":[{\"kind\":\"x\"}]}"
    )]
    [InlineData("\u0001\u0002\u0003")]
    public void Read_Garbage_JsonException(string text) => Assert.ThrowsAny<JsonException>(() => Read(text));

    [Fact]
    public void Read_DeepNesting_JsonException() =>
        Assert.ThrowsAny<JsonException>(() =>
            Read("{\"type\":\"goodbye\",\"x\":" + new string('[', 100) + new string(']', 100) + ",\"reason\":\"x\"}")
        );

    [Fact]
    public void Read_AnyChangedByte_MessageOrJsonException()
    {
        var good = LinkJson.Write(new NodeHello(1, 1, "test", "node-1", new Revision(1, 2), Guid.Empty, 1));
        var random = new Random(1);
        for (var round = 0; round < 5000; round++)
        {
            var bytes = good.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Assert.Null(UnexpectedOf(bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)]));
        }
    }

    private static Exception? UnexpectedOf(byte[] bytes) =>
        Record.Exception(() => LinkJson.Read(bytes)) is { } thrown and not JsonException ? thrown : null;

    private static LinkMessage Read(string text) => LinkJson.Read(Encoding.UTF8.GetBytes(text));
}
