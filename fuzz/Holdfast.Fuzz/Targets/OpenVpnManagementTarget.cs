using Holdfast.Node.OpenVpn.Management;

namespace Holdfast.Fuzz.Targets;

/// <summary>What OpenVPN says on its management socket: lines, notices about clients, tables of clients.</summary>
internal sealed class OpenVpnManagementTarget : IFuzzTarget
{
    public string Name => "openvpn-management";

    public IReadOnlyList<string> Words =>
        [
            ">CLIENT:ESTABLISHED,",
            ">CLIENT:DISCONNECT,",
            ">CLIENT:ENV,",
            ">CLIENT:ENV,END\n",
            ">BYTECOUNT_CLI:",
            "HEADER\tCLIENT_LIST\t",
            "CLIENT_LIST\t",
            "\t",
            ",",
            "9223372036854775808",
            "[::ffff:192.0.2.1]:1",
            "\r\n",
        ];

    public IEnumerable<byte[]> Samples => [];

    public void Take(ReadOnlySpan<byte> input)
    {
        var (splitter, table, events) = (new LineSplitter(), new StatusTable(), new ClientEvents());
        while (splitter.TryTake(ref input, out var bytes))
        {
            var line = ManagementLine.Parse(bytes);
            events.Accept(line);
            if (line is ManagementLine.Row row)
            {
                table.Accept(row.Text);
            }
        }

        new ConnectedClients().Replace(table.Clients);
    }
}
