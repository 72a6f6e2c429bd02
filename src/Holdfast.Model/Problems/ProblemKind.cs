namespace Holdfast.Model.Problems;

/// <summary>
/// One kind of thing that can be wrong, with the id under which UI, API, CLI, logs and documentation know it.
/// </summary>
/// <remarks>
/// To add one: put a <c>public static readonly ProblemKind</c> into the <c>…Problems</c> class of your area, with the next free
/// number of the area's hundred, and run <c>./test guards --update</c>, which writes <c>docs/operations/problems.md</c> anew.
/// Ids are never reused. Hundreds: 10 profiles, 11 people, 12 OAuth, 13 configurations, 14 requests, 15 starting and commands,
/// 16 data plane, 17 link and enrolment, 18 database, 19 keys, 20 failover, 21 notices, 22 second factors, 23 sources of
/// people, 24 import and statistics, 25 mesh.
/// </remarks>
/// <param name="Id"><c>HF-</c> and four digits.</param>
/// <param name="Title">What is wrong, in a few words, without the particulars of one case.</param>
/// <param name="Remedy">What the reader can do about it.</param>
public sealed record ProblemKind(string Id, string Title, string Remedy)
{
    /// <summary>One case of this kind.</summary>
    /// <param name="where">The setting, field, file or address that is wrong, as a path such as <c>profiles[office].routes[2]</c>.</param>
    /// <param name="detail">The particulars; never a secret.</param>
    public Problem At(string where, string detail) => new(this, where, detail);
}
