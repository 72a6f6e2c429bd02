using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Notices;

/// <summary>All kinds. To add one: a line here, its row in docs/operations/notices.md, and who writes it.</summary>
public static class NoticeKinds
{
    public static readonly NoticeKind NodeDown = Lasting("node.down", "A node is not reached", Addresses.Nodes, 30);

    public static readonly NoticeKind FailoverRole = Lasting(
        "failover.role",
        "A failover role changed",
        Addresses.Failover,
        0
    );

    public static readonly NoticeKind FailoverTrouble = Lasting(
        "failover.trouble",
        "The failover group has a problem",
        Addresses.Failover,
        30
    );

    public static readonly NoticeKind NoStandby = Lasting(
        "failover.no-standby",
        "No standby is ready to follow",
        Addresses.Failover,
        30
    );

    public static readonly NoticeKind ClockOff = Lasting("failover.clock", "A clock is off", Addresses.Failover, 60);

    public static readonly NoticeKind DatabaseDegraded = Lasting(
        "database.degraded",
        "The database goes on without its standby",
        Addresses.Failover,
        10
    );

    public static readonly NoticeKind DatabaseReadOnly = Lasting(
        "database.read-only",
        "The database took no changes",
        Addresses.Overview,
        60
    );

    public static readonly NoticeKind CertificateExpiring = Lasting(
        "certificate.expiring",
        "A certificate ends soon",
        Addresses.Portals,
        0
    );

    public static readonly NoticeKind SignInThrottled = Lasting(
        "sign-in.throttled",
        "Many failed sign-ins",
        Addresses.Users,
        0
    );

    public static readonly NoticeKind SourceTrouble = Lasting(
        "source.trouble",
        "A sign-in source has a problem",
        Addresses.Sources,
        0
    );

    public static readonly NoticeKind DeviceExpires = Personal("person.device-expires", "A device stops working soon");

    public static readonly NoticeKind NewDevice = Personal("person.new-device", "A new device was set up");

    public static readonly NoticeKind NewApp = Personal("person.new-app", "An app was approved");

    public static readonly NoticeKind PasswordChanged = Personal("person.password", "Your password was changed");

    public static readonly NoticeKind MailAddressChanged = Personal(
        "person.mail-address",
        "Your mail address was changed"
    );

    /// <summary>What is sent to see whether it arrives. Nobody chooses it.</summary>
    public static readonly NoticeKind Test = Lasting("test", "A test", Addresses.Notices, 0);

    public static readonly IReadOnlyList<NoticeKind> All =
    [
        NodeDown,
        FailoverRole,
        FailoverTrouble,
        NoStandby,
        ClockOff,
        DatabaseDegraded,
        DatabaseReadOnly,
        CertificateExpiring,
        SignInThrottled,
        SourceTrouble,
        DeviceExpires,
        NewDevice,
        NewApp,
        PasswordChanged,
        MailAddressChanged,
    ];

    public static IReadOnlyList<string> NamesFor(NoticeAudience audience) =>
        [.. All.Where(kind => kind.Audience == audience).Select(kind => kind.Name)];

    public static NoticeKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    private static NoticeKind Lasting(string name, string title, string page, int patienceSeconds) =>
        new(name, title, NoticeAudience.Administrators, page, TimeSpan.FromSeconds(patienceSeconds));

    private static NoticeKind Personal(string name, string title) =>
        new(name, title, NoticeAudience.Person, Addresses.Account, TimeSpan.Zero);
}
