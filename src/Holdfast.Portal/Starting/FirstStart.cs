using System.Net;
using System.Security.Cryptography;
using Holdfast.Data;
using Holdfast.Data.Settings;
using Holdfast.Data.Users;
using Holdfast.Identity.Passwords;
using Holdfast.Identity.UserNames;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Hosting;

namespace Holdfast.Portal.Starting;

/// <summary>
/// What an empty database gets: an administrator with a one-time password, and a profile that works. Done once, and not again when
/// the administrator has removed them.
/// </summary>
public sealed class FirstStart(
    IDatabase database,
    UserStore users,
    SettingStore settings,
    ProfileCommands profiles,
    Argon2idHasher hasher,
    FirstPassword firstPassword,
    PortalOptions options,
    TimeProvider clock
)
{
    public const string AdministratorName = "admin";
    public const string ProfileId = "default";

    private const string DoneKey = "first-start";
    private const string PasswordAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int PasswordLength = 20;

    public async Task RunAsync(CancellationToken cancel)
    {
        if (await database.ReadAsync(unit => settings.FindAsync(unit, DoneKey), cancel) is not null)
        {
            return;
        }

        var password = RandomNumberGenerator.GetString(PasswordAlphabet, PasswordLength);
        var hash = await hasher.HashAsync(password, cancel);

        // Written before the commit: a file with a password that is not yet good is better than one that is nowhere.
        firstPassword.Write(password);
        await database.WriteAsync(
            async unit =>
            {
                await AddAdministratorAsync(unit, hash);
                if (options.DefaultProfile is { } ports)
                {
                    await profiles.ApplyAsync(unit, [DefaultProfile(ports)], Actor.Holdfast);
                }

                await settings.PutAsync(unit, DoneKey, "true", clock.GetUtcNow());
                return true;
            },
            cancel
        );
    }

    private async Task AddAdministratorAsync(IUnitOfWork unit, string hash)
    {
        var name = UserName.Read(AdministratorName).Value!;
        await users.AddAsync(
            unit,
            new User
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Name = name.Text,
                NameKey = name.Key,
                PasswordHash = hash,
                Role = Role.Administrator,
                CreatedAt = clock.GetUtcNow(),
            }
        );
    }

    /// <summary>Private networks that few others use; the IPv6 ones are unique local addresses (RFC 4193).</summary>
    private static Profile DefaultProfile(DefaultProfilePorts ports) =>
        new()
        {
            Id = ProfileId,
            DisplayName = "Default",
            DnsServers = ["9.9.9.9", "2620:fe::fe"],
            WireGuard = new()
            {
                Pool4 = IPNetwork.Parse("10.61.0.0/16"),
                Pool6 = IPNetwork.Parse("fd61:686f:6c64:1::/64"),
                Port = ports.WireGuard,
            },
            OpenVpn = new()
            {
                Pool4 = IPNetwork.Parse("10.62.0.0/16"),
                Pool6 = IPNetwork.Parse("fd61:686f:6c64:2::/64"),
                UdpPorts = [ports.OpenVpnUdp],
                TcpPorts = [ports.OpenVpnTcp],
            },
        };
}
