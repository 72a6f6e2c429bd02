using System.CommandLine;
using Holdfast.Admin.Verbs;

namespace Holdfast.Setup;

/// <summary><c>holdfast setup …</c>: makes this machine one more part of an installation.</summary>
internal static class SetupVerb
{
    public static Command Create(Surroundings at) =>
        Verb.Group(
            "setup",
            "Makes this machine part of an installation",
            SetupNodeVerb.Create(at),
            SetupStandbyVerb.Create(at),
            SetupDatabaseVerb.Create(at),
            SetupPortalVerb.Create(at)
        );
}
