using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Portal.Features.Account;
using Holdfast.Portal.Features.Devices;
using Holdfast.Portal.Features.Home;
using Holdfast.Portal.Features.OAuth;
using Holdfast.Portal.Layout;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Web.OnFakes;

/// <summary>Everything that people without special rights do.</summary>
internal sealed class FakePeopleDesks(FakeWorld world) : IHomeDesk, IDeviceDesk, IAccountDesk, IAppApproval
{
    public const string File = """
        # Portal: https://vpn.example.org/
        # Profile: Office (office)
        # Expires: 2027-02-19T09:30:00+00:00

        [Interface]
        PrivateKey = ZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8fX5/gIGCg4Q=
        Address = 10.43.0.2/24,fd43::2/64
        DNS = 9.9.9.9

        [Peer]
        PublicKey = AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=
        AllowedIPs = 0.0.0.0/0,::/0
        Endpoint = vpn.example.org:51820
        """;

    public Task<HomeView> ReadAsync(Visitor visitor, CancellationToken cancel) =>
        Task.FromResult(new HomeView([.. world.Profiles.Select(Offered)], [.. world.Devices]));

    public Task<Problem?> RemoveAsync(Visitor visitor, Guid configurationId, CancellationToken cancel) =>
        Ended(world.Devices.RemoveAll(device => device.Id == configurationId));

    public Task<OfferedProfile?> FindProfileAsync(Visitor visitor, string profileId, CancellationToken cancel) =>
        Task.FromResult(world.Profiles.Where(profile => profile.Id == profileId).Select(Offered).FirstOrDefault());

    public Task<Outcome<DeviceFile>> SetUpAsync(Visitor visitor, NewDevice device, CancellationToken cancel)
    {
        if (device.Name.Length is 0 or > 100)
        {
            return Task.FromResult<Outcome<DeviceFile>>(
                FakeProblems.Refused.At("name", "The name is empty or too long.")
            );
        }

        world.Done.Add($"set up {device.Name} {device.Protocol} {device.PreferTcp}");
        return Task.FromResult<Outcome<DeviceFile>>(
            new DeviceFile
            {
                Protocol = device.Protocol,
                Content = File,
                ExpiresAt = FakeWorld.Now.AddDays(90),
            }
        );
    }

    public Task<AccountView> ReadAsync(HttpContext http, Visitor visitor, CancellationToken cancel) =>
        Task.FromResult(new AccountView([.. world.Apps], [.. world.Browsers]));

    public Task<Problem?> RevokeAppAsync(Visitor visitor, Guid authorizationId, CancellationToken cancel) =>
        Ended(world.Apps.RemoveAll(app => app.AuthorizationId == authorizationId));

    public Task<Problem?> EndBrowserAsync(Visitor visitor, string key, CancellationToken cancel) =>
        Ended(world.Browsers.RemoveAll(browser => browser.Key == key));

    public Task<IReadOnlyList<Problem>> ChangeMailAddressAsync(
        Visitor visitor,
        string address,
        string password,
        CancellationToken cancel
    )
    {
        world.Done.Add($"mail {address}");
        return Task.FromResult<IReadOnlyList<Problem>>(
            password == FakeWorld.Password ? [] : [FakeProblems.Refused.At("passwordForMail", "It is wrong.")]
        );
    }

    public Task<IReadOnlyList<Problem>> ChangePasswordAsync(
        HttpContext http,
        Visitor visitor,
        string current,
        string changed,
        CancellationToken cancel
    )
    {
        if (current != FakeWorld.Password)
        {
            return Task.FromResult<IReadOnlyList<Problem>>([
                FakeProblems.WrongPassword.At("currentPassword", "This is not your password."),
            ]);
        }

        world.Done.Add("password");
        return Task.FromResult<IReadOnlyList<Problem>>([]);
    }

    public Task<ApprovalStep> BeginAsync(string query, Visitor visitor, CancellationToken cancel) =>
        Task.FromResult<ApprovalStep>(
            query.Contains("client_id=org.letsconnect-vpn.app.linux", StringComparison.Ordinal)
                ? new ApprovalStep.Ask("Let’s Connect! for Linux", "org.letsconnect-vpn.app.linux")
                : new ApprovalStep.Refuse(FakeProblems.Refused.At("client_id", "The app is not known."))
        );

    public Task<ApprovalStep> DecideAsync(string query, bool approve, Visitor visitor, CancellationToken cancel)
    {
        world.Done.Add(approve ? "approved" : "denied");
        return Task.FromResult<ApprovalStep>(new ApprovalStep.GoTo("/?code=made-up"));
    }

    private static OfferedProfile Offered(Profile profile) =>
        new(
            profile.Id,
            profile.DisplayName,
            profile.DefaultGateway,
            profile.WireGuard is not null,
            profile.OpenVpn is not null
        );

    private static Task<Problem?> Ended(int count) =>
        Task.FromResult(count > 0 ? null : FakeProblems.Refused.At("", "It is not there any more."));
}
