using System.Text.Json;

namespace Holdfast.Lab.Apps;

/// <summary>A profile as <c>/info</c> shows it.</summary>
public sealed record AppProfile(string Id, string Name, IReadOnlyList<string> Transports)
{
    /// <summary>The app asks again over TCP only when the server offers it.</summary>
    public bool HasTcp => Transports.Contains("wireguard+tcp") || Transports.Contains("openvpn+tcp");

    public static AppProfile From(JsonElement profile) =>
        new(
            profile.GetProperty("profile_id").GetString()!,
            profile.GetProperty("display_name").GetString()!,
            profile.GetProperty("vpn_proto_transport_list").EnumerateArray().Select(t => t.GetString()!).ToList()
        );
}
