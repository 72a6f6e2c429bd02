using System.Buffers;
using System.Text;
using Holdfast.Model.DesiredState;
using Holdfast.Node.State;
using Holdfast.Node.Tests.Applying;

namespace Holdfast.Node.Tests.State;

public class ServiceRecordTests
{
    private static readonly ProfileServices Services = Some.Services("default");

    [Fact]
    public void Glimpse_WhatWeWrite_IsTheDeviceThatWasWritten() =>
        Assert.Equal(("default", Services.WireGuard!), StateFormat.Glimpse(Json(Services)));

    [Fact]
    public void Glimpse_NoWireGuard_IsNothing() =>
        Assert.Null(StateFormat.Glimpse(Json(Services with { WireGuard = null })));

    [Theory]
    [InlineData("\"interface\":", "\"more\":1,\"interface\":")]
    [InlineData("\"tcp\":false", "\"tcp\":null")]
    [InlineData("\"pool4\":\"10", "\"pool4\":\"1000")]
    [InlineData("{\"service\":", "{\"peer\":")]
    public void Glimpse_AnotherForm_IsLeftToTheGeneralReader(string text, string instead)
    {
        var written = Encoding.UTF8.GetString(Json(Services));
        var other = written.Replace(text, instead, StringComparison.Ordinal);
        Assert.NotEqual(written, other);

        Assert.Null(StateFormat.Glimpse(Encoding.UTF8.GetBytes(other)));
    }

    [Fact]
    public void Glimpse_AnyCutOrBrokenByte_GivesADeviceOrNothing()
    {
        var json = Json(Services);
        for (var at = 0; at < json.Length; at++)
        {
            var broken = (byte[])json.Clone();
            broken[at] ^= 0x15;

            Assert.True(StateFormat.Glimpse(json.AsSpan(0, at)) is null or { Service: not null });
            Assert.True(StateFormat.Glimpse(broken) is null or { Service: not null });
            Assert.Null(StateFormat.Read(json.AsSpan(0, at)));
        }
    }

    /// <summary>As it stands in a file, without checksum and line feed.</summary>
    private static byte[] Json(ProfileServices services)
    {
        var line = new ArrayBufferWriter<byte>();
        StateFormat.Write(line, new StateRecord { Service = services });
        return line.WrittenSpan[RecordLine.Prefix..^1].ToArray();
    }
}
