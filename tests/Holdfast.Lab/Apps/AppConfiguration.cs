using System.Globalization;
using System.Net;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Apps;

/// <summary>What <c>/connect</c> answered.</summary>
/// <param name="Keys">The app's own; their public half was in the request.</param>
public sealed record AppConfiguration(string ContentType, string Text, DateTimeOffset Expires, WireGuardKeys Keys)
{
    public const string OpenVpn = "application/x-openvpn-profile";
    public const string WireGuard = "application/x-wireguard-profile";
    public const string WireGuardTcp = "application/x-wireguard+tcp-profile";

    /// <summary>The client's own addresses, IPv4 first. WireGuard only.</summary>
    public IReadOnlyList<IPAddress> Addresses =>
        Line("Address").Split(',').Select(a => IPAddress.Parse(a.Split('/')[0])).ToList();

    /// <summary>First address of the IPv4 pool, which the app pings to see whether all is well. WireGuard only.</summary>
    public IPAddress Gateway4
    {
        get
        {
            var (address, length) = (
                Addresses[0].GetAddressBytes(),
                int.Parse(Prefix(0), CultureInfo.InvariantCulture)
            );
            for (var bit = length; bit < 32; bit++)
            {
                address[bit / 8] &= (byte)~(0x80 >> (bit % 8));
            }

            address[3] |= 1;
            return new IPAddress(address);
        }
    }

    /// <summary>With the app's private key put in, as every app does. WireGuard only.</summary>
    public string TextWithKey =>
        Text.Replace("[Interface]\n", $"[Interface]\nPrivateKey = {Keys.Private}\n", StringComparison.Ordinal);

    /// <summary>Reads an answer as strictly as the real library does.</summary>
    public static AppConfiguration From(HttpAnswer answer, WireGuardKeys keys)
    {
        if (answer.Status is < 200 or > 299)
        {
            throw new LabException($"/connect was refused: {answer}");
        }

        if (answer.Header("Content-Type") is not (OpenVpn or WireGuard or WireGuardTcp))
        {
            throw new LabException($"/connect answered with '{answer.Header("Content-Type")}'.");
        }

        var expires = DateTimeOffset.ParseExact(
            answer.Header("Expires") ?? throw new LabException("/connect answered without Expires."),
            "R",
            CultureInfo.InvariantCulture
        );
        return new AppConfiguration(answer.Header("Content-Type")!, answer.Text, expires, keys);
    }

    /// <summary>The value of the first line with this key.</summary>
    public string Line(string key) =>
        Text.Split('\n')
            .FirstOrDefault(line => line.StartsWith($"{key} = ", StringComparison.Ordinal))
            ?[(key.Length + 3)..]
        ?? throw new LabException($"The configuration has no {key}.");

    public override string ToString() => ContentType;

    private string Prefix(int index) => Line("Address").Split(',')[index].Split('/')[1];
}
