using Holdfast.Fuzz.Targets;

namespace Holdfast.Fuzz;

public static class AllTargets
{
    public static IReadOnlyList<IFuzzTarget> List { get; } =
    [
        new EnrolmentCodeTarget(),
        new HeartbeatTarget(),
        new IdTokenTarget(),
        new LdapAnswerTarget(),
        new LdapFilterTarget(),
        new LinkMessageTarget(),
        new MeshMessageTarget(),
        new NetlinkTarget(),
        new NodeOutboxTarget(),
        new NodeStateTarget(),
        new OpenVpnManagementTarget(),
        new OpenVpnResetTarget(),
        new PasskeyTarget(),
        new ProfileJsonTarget(),
        new ProviderDocumentTarget(),
        new RadiusTarget(),
        new SessionSyncTarget(),
        new SmtpTarget(),
        new TokenFormTarget(),
        new TokenTarget(),
        new UserCsvTarget(),
        new WireGuardTcpTarget(),
        new WireGuardUapiTarget(),
        new WitnessTarget(),
    ];

    public static IFuzzTarget? Find(string name) => List.FirstOrDefault(target => target.Name == name);
}
