using Holdfast.Data.Tests.Sqlite;
using Holdfast.Testing.Postgres;

// The test programs run as children of the tests too, in order to be killed.
switch (args)
{
    case ["crash-writer", var path]:
        await CrashWriter.RunAsync(path);
        return 0;
    case ["hold-postgres"]:
        var cluster = await PostgresCluster.SharedAsync();
        await Console.Out.WriteLineAsync($"{cluster.Port} {cluster.Folder}");
        await Task.Delay(Timeout.Infinite);
        return 0;
    default:
        return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
