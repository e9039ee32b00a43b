@echo off
rem Plain ASCII: this file is read in whatever code page the computer has. Words for people are in python\README.txt.
setlocal
pushd "%~dp0"
set "PY=python\python.exe"
if not exist "%PY%" set "PY=python\python\python.exe"
if not exist "%PY%" (
  start "" notepad "python\README.txt"
  popd
  exit /b 1
)
"%PY%" -I -S -X utf8 app\start.py %*
set "CODE=%ERRORLEVEL%"
popd
if not "%CODE%"=="0" pause
exit /b %CODE%
