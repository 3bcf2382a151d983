# What glassformer.cmd does before it starts java. Prints the JDK's folder and nothing else on standard output.
$ErrorActionPreference = 'Stop'
$root = $env:GLASSFORMER_HOME.TrimEnd('\')
$state = Join-Path $root 'target\launcher'
$built = Join-Path $state 'built'
$classPathFile = Join-Path $root 'app\target\class-path.txt'

function Say($text) { [Console]::Error.WriteLine($text) }

function Test-Jdk25($folder) {
    if (-not $folder) { return $false }
    $release = Join-Path $folder 'release'
    (Test-Path -LiteralPath (Join-Path $folder 'bin\javac.exe')) -and (Test-Path -LiteralPath $release) -and
        [bool](Select-String -LiteralPath $release -Pattern '^JAVA_VERSION="25["\.]' -Quiet)
}

function Find-Jdk25 {
    $folders = @($env:JAVA_HOME)
    foreach ($parent in @("$env:ProgramFiles\Eclipse Adoptium", "$env:ProgramFiles\Java", "$env:ProgramFiles\Microsoft",
            "$env:ProgramFiles\Zulu", "$env:ProgramFiles\Amazon Corretto", "$env:ProgramFiles\BellSoft",
            "$env:LOCALAPPDATA\Programs\Eclipse Adoptium", "$env:USERPROFILE\.jdks")) {
        if (Test-Path -LiteralPath $parent) {
            $folders += Get-ChildItem -LiteralPath $parent -Directory | ForEach-Object { $_.FullName }
        }
    }
    $java = Get-Command java.exe -ErrorAction SilentlyContinue
    if ($java) { $folders += Split-Path (Split-Path $java.Source) }
    $folders | Where-Object { Test-Jdk25 $_ } | Select-Object -First 1
}

function Get-Sources {
    Join-Path $root 'pom.xml'
    foreach ($module in 'app', 'ui', 'samples', 'compute\core', 'compute\djl') {
        Join-Path $root "$module\pom.xml"
        Join-Path $root "$module\src\main"
    }
}

# A deleted file shows in the time of its folder.
function Test-Built {
    if (-not ((Test-Path -LiteralPath $built) -and (Test-Path -LiteralPath $classPathFile))) { return $false }
    foreach ($entry in (Get-Content -LiteralPath $classPathFile -Raw).Trim().Split(';')) {
        if (-not (Test-Path -LiteralPath $entry)) { return $false }
    }
    $time = (Get-Item -LiteralPath $built).LastWriteTimeUtc
    foreach ($source in Get-Sources | Where-Object { Test-Path -LiteralPath $_ }) {
        if ((Get-Item -LiteralPath $source).LastWriteTimeUtc -gt $time) { return $false }
        $newer = Get-ChildItem -LiteralPath $source -Recurse |
            Where-Object { $_.LastWriteTimeUtc -gt $time } | Select-Object -First 1
        if ($newer) { return $false }
    }
    $true
}

# The lock goes with the process that holds it.
function Lock-Build {
    New-Item -ItemType Directory -Force -Path $state | Out-Null
    $waited = $false
    while ($true) {
        try {
            return [IO.File]::Open((Join-Path $root 'target\launcher.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
        } catch [IO.IOException] {
            if (-not $waited) { Say 'Waiting for another start that is building ...' }
            $waited = $true
            Start-Sleep -Seconds 1
        }
    }
}

# In an argument file a backslash would have to be doubled; java takes slashes as well.
function Slashed($text) { $text.Replace('\', '/') }

function Write-Arguments($cacheFlags) {
    $app = Get-ChildItem -LiteralPath (Join-Path $root 'app\target') -Filter 'glassformer-app-*.jar' |
        Select-Object -First 1
    $classPath = Slashed ($app.FullName + ';' + (Get-Content -LiteralPath $classPathFile -Raw).Trim())
    $lines = @('--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow', '-Xlog:disable', '-XX:+UseSerialGC') + $cacheFlags + @('-cp', "`"$classPath`"")
    [IO.File]::WriteAllLines((Join-Path $state 'java.args'), $lines)
}

# Records the JVM's cache of loaded classes. Where that fails, starts are just slower.
function Write-Cache($java) {
    Say 'Preparing quick starts ...'
    $recording = Slashed (Join-Path $state 'recording')
    $cache = Slashed (Join-Path $state 'glassformer.aot')
    $argumentFile = '@' + (Join-Path $state 'java.args')
    Write-Arguments @('-XX:AOTMode=record', "`"-XX:AOTConfiguration=$recording`"")
    & $java $argumentFile glassformer.app.Main warm-up | Out-Null
    Write-Arguments @('-XX:AOTMode=create', "`"-XX:AOTConfiguration=$recording`"", "`"-XX:AOTCache=$cache`"")
    & $java $argumentFile | Out-Null
    if (Test-Path -LiteralPath $recording) { Remove-Item -LiteralPath $recording }
    if (Test-Path -LiteralPath $cache) {
        Write-Arguments @("`"-XX:AOTCache=$cache`"", "`"-Dglassformer.aot=$cache`"")
    } else {
        Write-Arguments @()
    }
}

$jdk = Find-Jdk25
if (-not $jdk) {
    Say 'glassformer: Glassformer needs a JDK 25, and none was found: install one and set JAVA_HOME to its folder.'
    exit 3
}
if (-not (Test-Built)) {
    $lock = Lock-Build
    try {
        if (-not (Test-Built)) {
            $mvn = Get-Command mvn.cmd -ErrorAction SilentlyContinue
            if (-not $mvn) {
                Say 'glassformer: This copy is not built yet and Maven is not there: install Maven 3.8 or later (command mvn).'
                exit 3
            }
            Say 'Building (first start, or the sources have changed): this can take minutes ...'
            $began = [DateTime]::UtcNow
            $env:JAVA_HOME = $jdk
            $arguments = '-q', '-B', '-f', (Join-Path $root 'pom.xml'), '-DskipTests', '-Dskip.test.compile=true',
                '-Djacoco.skip=true', '-Dspotless.check.skip=true', 'package', '-pl', 'app', '-am'
            & $mvn.Source $arguments | ForEach-Object { Say $_ }
            if ($LASTEXITCODE -ne 0) {
                Say 'glassformer: The build failed; the lines above say why.'
                exit 3
            }
            New-Item -ItemType Directory -Force -Path $state | Out-Null
            Write-Cache (Join-Path $jdk 'bin\java.exe')
            New-Item -ItemType File -Force -Path $built | Out-Null
            (Get-Item -LiteralPath $built).LastWriteTimeUtc = $began
        }
    } finally {
        $lock.Dispose()
    }
}
Write-Output $jdk
