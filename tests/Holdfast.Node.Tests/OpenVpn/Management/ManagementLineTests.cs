using System.Text;
using Holdfast.Node.OpenVpn.Management;

namespace Holdfast.Node.Tests.OpenVpn.Management;

public sealed class ManagementLineTests
{
    public static TheoryData<string, object> Lines =>
        new()
        {
            { "SUCCESS: pid=14298", new ManagementLine.Success("pid=14298") },
            { "SUCCESS:", new ManagementLine.Success("") },
            { "ERROR: client-kill command failed", new ManagementLine.Failure("client-kill command failed") },
            { "END", new ManagementLine.End() },
            { "TITLE\tOpenVPN 2.6.14", new ManagementLine.Row("TITLE\tOpenVPN 2.6.14") },
            { "", new ManagementLine.Row("") },
            { "END ", new ManagementLine.Row("END ") },
            { ">INFO:OpenVPN Management", new ManagementLine.Notice("INFO", "OpenVPN Management") },
            { ">LOG:1,I,a:b,c", new ManagementLine.Notice("LOG", "1,I,a:b,c") },
            { ">STATE:1,CONNECTED,,,", new ManagementLine.Notice("STATE", "1,CONNECTED,,,") },
            { ">:", new ManagementLine.Notice("", "") },
            { ">CLIENT:ESTABLISHED,7", new ManagementLine.ClientNotice("ESTABLISHED", 7) },
            { ">CLIENT:CONNECT,7,1", new ManagementLine.ClientNotice("CONNECT", 7) },
            { ">CLIENT:ADDRESS,7,10.0.0.2,1", new ManagementLine.ClientNotice("ADDRESS", 7) },
            { ">CLIENT:ENV,END", new ManagementLine.ClientEnd() },
            { ">CLIENT:ENV,common_name=c1", new ManagementLine.ClientVariable("common_name", "c1") },
            { ">CLIENT:ENV,IV_X=a=b,c", new ManagementLine.ClientVariable("IV_X", "a=b,c") },
            { ">CLIENT:ENV,X=END", new ManagementLine.ClientVariable("X", "END") },
            { ">BYTECOUNT_CLI:1,2044,2390", new ManagementLine.ByteCount(1, 2044, 2390) },
        };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Parse_LineOfOpenVpn_GivesItsMeaning(string line, object expected) =>
        Assert.Equal(expected, ManagementLine.Parse(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData(">")]
    [InlineData(">INFO")]
    [InlineData(">CLIENT:")]
    [InlineData(">CLIENT:ESTABLISHED")]
    [InlineData(">CLIENT:ESTABLISHED,")]
    [InlineData(">CLIENT:ESTABLISHED,x")]
    [InlineData(">CLIENT:ESTABLISHED,-1")]
    [InlineData(">CLIENT:ESTABLISHED, 1")]
    [InlineData(">CLIENT:ESTABLISHED,99999999999999999999")]
    [InlineData(">CLIENT:ENV,")]
    [InlineData(">CLIENT:ENV,no equals sign")]
    [InlineData(">CLIENT:ENV,=value")]
    [InlineData(">BYTECOUNT_CLI:")]
    [InlineData(">BYTECOUNT_CLI:1,2")]
    [InlineData(">BYTECOUNT_CLI:1,2,3,4")]
    [InlineData(">BYTECOUNT_CLI:1,2,-3")]
    [InlineData(">BYTECOUNT_CLI:1,,3")]
    public void Parse_BrokenNotice_IsRefused(string line) =>
        Assert.IsType<ManagementLine.Refused>(ManagementLine.Parse(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void Parse_LineAboveTheLimit_IsRefused() =>
        Assert.IsType<ManagementLine.Refused>(ManagementLine.Parse(new byte[ManagementLine.MaximumLength + 1]));

    [Fact]
    public void Parse_AnyBytes_GivesAValue()
    {
        var random = new Random(5);
        string[] starts = ["", ">", ">CLIENT:", ">CLIENT:ENV,", ">BYTECOUNT_CLI:", "SUCCESS:", "CLIENT_LIST\t"];
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(0, 60)];
            random.NextBytes(bytes);
            var line = (byte[])[.. Encoding.UTF8.GetBytes(starts[random.Next(starts.Length)]), .. bytes];
            Assert.NotNull(ManagementLine.Parse(line));
        }
    }
}
