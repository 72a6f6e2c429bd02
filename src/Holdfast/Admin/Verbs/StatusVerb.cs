using System.CommandLine;

namespace Holdfast.Admin.Verbs;

/// <summary><c>holdfast status</c></summary>
internal static class StatusVerb
{
    public static Command Create(Surroundings at) =>
        Verb.Create(at, "status", "How the service is", (admin, _, cancel) => admin.ShowAsync("/status", cancel));
}
