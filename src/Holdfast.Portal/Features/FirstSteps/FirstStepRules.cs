using System.Net;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.FirstSteps;

/// <summary>What is done and what is missing, from how things are. Pure.</summary>
public static class FirstStepRules
{
    /// <param name="host">Under which people reach the portal.</param>
    /// <param name="hasFactor">The administrator who looks.</param>
    public static IReadOnlyList<FirstStep> Of(
        string host,
        bool hasProfile,
        bool hasNode,
        bool hasUser,
        bool hasFactor,
        bool hasMail,
        bool hasBackup
    ) =>
        [
            new(
                "A name that people can reach",
                "Apps and browsers find the service by it. Start it with --host-name and a name of your domain.",
                null,
                IsName(host)
            ),
            new("A node", "It carries the traffic.", Addresses.Nodes, hasNode),
            new(
                "A profile",
                "What people connect to: addresses, routes, who may use it.",
                Addresses.NewProfile,
                hasProfile
            ),
            new("A user", "Somebody to connect; many at once by a file.", Addresses.NewUser, hasUser),
            new(
                "A second factor for yourself",
                "Who finds out your password can then do nothing with it.",
                Addresses.Factors(Addresses.Overview),
                hasFactor
            ),
            new(
                "Mail",
                "So that you are told when something fails, and people when something happens with their account.",
                Addresses.Notices,
                hasMail
            ),
            new("A backup", "Run “holdfast backup FILE” on the server, every night.", null, hasBackup),
        ];

    private static bool IsName(string host) =>
        host.Contains('.', StringComparison.Ordinal)
        && !IPAddress.TryParse(host.Trim('[', ']'), out _)
        && !host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
