using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Holdfast.Guards.Logging;

public sealed class EventIdTests
{
    public static TheoryData<string> SourceProjects => [.. Repository.Projects("src")];

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void EventIds_OfOneAssembly_AreUnique(string project)
    {
        var repeated = Messages(Repository.Assemblies[project])
            .GroupBy(message => message.EventId)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key);

        Nothing.In(repeated);
    }

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void EventIds_AreGiven(string project)
    {
        // -1 is what the generator takes when nobody chose; it changes with the message's name.
        Assert.DoesNotContain(Messages(Repository.Assemblies[project]), message => message.EventId <= 0);
    }

    private static IEnumerable<LoggerMessageAttribute> Messages(Assembly assembly) =>
        assembly
            .GetTypes()
            .SelectMany(type =>
                type.GetMethods(
                    BindingFlags.Static
                        | BindingFlags.Instance
                        | BindingFlags.Public
                        | BindingFlags.NonPublic
                        | BindingFlags.DeclaredOnly
                )
            )
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>();
}
